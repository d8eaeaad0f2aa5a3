import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Whose transactions the places of one function are in: whether a rollback there could take back work that is not their own.
public final class Transactions {
    private let model: FrameworkModel
    private let body: SessionBody
    /// True for sessions that were opened for the function, and that nobody else has.
    private var areOwn: [Identity: Bool] = [:]

    /// `body` is a function of the model's own file.
    public init(of body: SessionBody, _ model: FrameworkModel) {
        self.body = body
        self.model = model
    }

    private var flow: FunctionFlow { body.flow }

    /// True only if the session is known to have been opened for this function, and everything that may have run in its transaction
    /// since then, or since a commit, is known not to write, lock or set up anything.
    public func isClean(at place: Syntax, _ session: Syntax) -> Bool {
        guard session.kind == .name, let identity = flow.identities.identity(of: session) else { return false }
        let isOwn = areOwn[identity] ?? (isOpenedHere(session) && isUsedHereAlone(session))
        areOwn[identity] = isOwn
        return isOwn && !body.mayHoldWork(at: place, identity)
    }

    /// The function gets a session that nobody has worked with.
    private func isOpenedHere(_ session: Syntax) -> Bool {
        let fresh = FreshSession(model)
        switch flow.definitions.value(of: session) {
        case .entered(let source), .expression(let source):
            return FlowGraph.owner(of: source) == flow.graph.owner && fresh.isOpened(by: source)
        case .parameter(let parameter):
            return parameter.enclosingFunction == body.function.node && fresh.isOpened(for: parameter)
        default: return false
        }
    }

    /// Methods of the session are called, or it is given to functions of the project. A generator's consumer runs in between.
    private func isUsedHereAlone(_ session: Syntax) -> Bool {
        guard !body.function.isGenerator, let variable = model.module.semantics.variable(of: session),
            variable.scope.kind == .function, !variable.isUsedElsewhere
        else { return false }
        return variable.references.allSatisfy { use in
            switch use.parent?.kind {
            case .attribute: use.parent.map(isPlainMethod) ?? false
            case .arguments, .keywordArgument: isGivenToProject(use)
            case .withItem, .expressionStatement: true
            default: false
            }
        }
    }

    /// What begins a transaction or a savepoint ends it, too.
    private func isPlainMethod(_ method: Syntax) -> Bool {
        method.role == .function
            && SessionMethods.roles(of: method.lastName ?? "").isDisjoint(with: [.begins, .nests])
    }

    private func isGivenToProject(_ use: Syntax) -> Bool {
        guard let call = use.ancestors.lazy.compactMap(CallExpression.init).first else { return false }
        switch model.index.definition(of: call.function, in: model.module) {
        case .function?, .type?: return true
        default: return false
        }
    }
}
