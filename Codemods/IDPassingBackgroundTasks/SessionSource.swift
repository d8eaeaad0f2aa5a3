import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Finds how a task can open a session: from the dependency of the session that it is given, or of the endpoint.
struct SessionSource {
    let file: FileContext
    /// The task commits all that it does.
    let leavesNothing: Bool

    var reader: SessionOpeningReader { SessionOpeningReader(file.frameworks, mayCommit: leavesNothing) }

    /// Throws where nothing shows it.
    func opening(for session: Syntax?, near call: Syntax) throws(Refusal<TaskReason>) -> SessionOpening {
        if let session, let parameter = parameter(of: session), let found = opening(of: parameter) { return found }
        if let session, let found = localOpening(of: session) { return found }
        let type = session.flatMap { file.frameworks.type(of: $0)?.session }
        if type?.isScoped == true { throw Refusal(.scopedSession, about: session?.shortText) }
        if let configured = configured(isAsync: type?.isAsync) { return configured }
        if session == nil, let found = openingOfEndpoint(around: call) { return found }
        throw Refusal(.noSessionFactory, about: session?.shortText ?? "the session")
    }

    /// The node of the parameter that a name is, perhaps of a function around.
    private func parameter(of name: Syntax) -> Syntax? {
        guard name.kind == .name, case .parameter(let node) = value(of: name) else { return nil }
        return node
    }

    private func value(of name: Syntax) -> Value { file.flow(around: name).definitions.value(of: name) }

    /// `with SessionLocal() as db:` around the call, or `db = SessionLocal()` before it.
    private func localOpening(of name: Syntax) -> SessionOpening? {
        guard name.kind == .name else { return nil }
        let value: Syntax
        switch self.value(of: name) {
        case .entered(let context): value = context
        case .expression(let expression): value = expression
        default: return nil
        }
        return CallExpression(value.withoutParentheses).flatMap {
            reader.opening(by: $0)
        }
    }

    private func opening(of parameter: Syntax) -> SessionOpening? {
        guard let dependency = Dependency(of: parameter, in: file.module, file.project) else { return nil }
        return file.analysis(of: file.tree.root) { DependencyOpenings() }.opening(of: dependency, reader, leavesNothing)
    }

    /// Only instances are passed: the session of the endpoint that passes them.
    private func openingOfEndpoint(around call: Syntax) -> SessionOpening? {
        guard let function = call.enclosingFunction.flatMap(FunctionDefinition.init) else { return nil }
        for parameter in function.parameters {
            guard let name = parameter.node.child(.name),
                let use = file.semantics.variable(of: name)?.references.first,
                let type = file.frameworks.type(of: use)?.session, let found = opening(of: parameter.node),
                found.type.isAsync == type.isAsync
            else { continue }
            return found
        }
        return nil
    }

    private func configured(isAsync: Bool?) -> SessionOpening? {
        guard let text = file.settings.value("session-factory", of: IDPassingBackgroundTasks())?.string,
            let colon = text.firstIndex(of: ":")
        else { return nil }
        let (module, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
        var product: SessionType?
        if let home = file.project.module(named: module, importedFrom: file.module),
            case .value(let value, let owner)? = file.project.definition(named: name, in: home)
        {
            product = file.frameworks.product(of: value, in: owner)
        }
        let type = SessionType(isAsync: product?.isAsync ?? isAsync ?? false)
        return SessionOpening(
            form: .configured(module: module, name: name), module: file.module, type: type, needsCommit: false,
            isCommittedByDependency: false, isAsyncContext: type.isAsync, keepsAttributes: false)
    }
}

/// How the sessions of dependencies are opened, found once in a file.
private final class DependencyOpenings {
    private struct Key: Hashable {
        let callable: Syntax
        let leavesNothing: Bool
    }

    private var known: [Key: SessionOpening?] = [:]

    func opening(
        of dependency: Dependency, _ reader: SessionOpeningReader, _ leavesNothing: Bool
    ) -> SessionOpening? {
        let key = Key(callable: dependency.callable, leavesNothing: leavesNothing)
        if let found = known[key] { return found }
        let found = reader.opening(of: dependency)
        known[key] = .some(found)
        return found
    }
}
