import PythonSemantics
import PythonSyntax

/// A function that opens a session and hands it out: a dependency, or a context manager of the project.
struct SessionProvider {
    let function: FunctionDefinition
    let module: ModuleFile
    /// The one expression that it yields or returns.
    let given: Syntax
    /// The call that opens it.
    let source: CallExpression

    /// Nil for a function that hands out anything else, or several sessions.
    init?(_ function: FunctionDefinition, in module: ModuleFile, _ model: FrameworkModel) {
        let all = SessionOrigin.given(by: function)
        guard all.count == 1, let given = all[0],
            let source = SessionOrigin(model: model).call(giving: given, in: module)
        else { return nil }
        self.function = function
        self.module = module
        self.given = given
        self.source = source
    }

    private var calls: [CallExpression] { function.ownNodes(.call).compactMap(CallExpression.init) }

    /// A commit in it, or a block that commits at its end.
    var commits: Bool { Self.commits(function) }

    static func commits(_ function: FunctionDefinition) -> Bool {
        function.ownNodes(.call).contains { CallExpression($0).map { isCommit($0) } ?? false }
    }

    /// `db.begin()` as a statement begins a transaction and commits none.
    private static func isCommit(_ call: CallExpression) -> Bool {
        call.functionName == "commit" || call.functionName == "begin" && !isStatement(call)
    }

    private static func isStatement(_ call: CallExpression) -> Bool {
        let isAwaited = call.node.parent?.kind == .await
        return (isAwaited ? call.node.parent?.parent : call.node.parent)?.kind == .expressionStatement
    }

    /// True if it opens, commits or rolls back, closes and logs, and does nothing else.
    var isPlain: Bool {
        // `session.info["tenant"] = …` prepares it, and so does a listener.
        let prepares = function.ownNodes.contains { node in
            switch node.kind {
            case .functionDefinition, .globalStatement, .nonlocalStatement, .assertStatement: true
            case .attribute, .subscription: node.role == .target
            case .raiseStatement: !Self.raisesAgain(node)
            default: false
            }
        }
        return !prepares && calls.allSatisfy(isPlain)
    }

    /// `raise`, or `raise error` in `except … as error:`.
    private static func raisesAgain(_ statement: Syntax) -> Bool {
        guard let raised = statement.child(.exception) else { return true }
        let handler = statement.ancestors.lazy.compactMap(ExceptHandler.init).first
        return raised.identifier != nil && raised.identifier == handler?.alias?.identifier
    }

    /// True if the function may turn a request away: it raises what is neither Python's own nor just being handled.
    static func turnsAway(_ function: FunctionDefinition, in module: ModuleFile, _ index: ProjectIndex) -> Bool {
        function.ownNodes(.raiseStatement).contains { statement in
            guard let raised = statement.child(.exception), !statement.ancestors.contains(where: isHandler) else {
                return false
            }
            let name = index.definition(of: CallExpression(raised)?.function ?? raised, in: module)?.externalName
            return !(name?.hasPrefix("builtins.") ?? false)
        }
    }

    private static func isHandler(_ node: Syntax) -> Bool { node.kind == .exceptClause }

    private func isPlain(_ call: CallExpression) -> Bool {
        if call.node.isDescendantOrSelf(of: source.node) { return true }
        guard let object = call.receiver, let name = call.functionName else {
            return ["print", "str"].contains(call.function.identifier)
        }
        let isItsOwn = [given, source.function].contains { module.semantics.areSameName(object, $0) }
        // What begins a transaction that nobody commits may have to (`autobegin=False`).
        if isItsOwn, name == "begin", Self.isStatement(call), !commits { return false }
        if isItsOwn { return Self.isOpeningOrClosing(name) }
        return LogCalls.isLogFunction(call.function)
    }

    private static func isOpeningOrClosing(_ method: String) -> Bool {
        // `remove` is a scoped session's.
        method == "remove" || !SessionMethods.roles(of: method).isDisjoint(with: [.begins, .endsTransaction, .closes])
    }

    /// Another dependency that this one only passes on: `yield from get_session()`, `for s in get_session(): yield s`.
    func delegate(_ index: ProjectIndex) -> (function: FunctionDefinition, module: ModuleFile)? {
        guard case .function(let function, let home)? = index.definition(of: source.function, in: module),
            function.decorators.isEmpty, source.arguments.isEmpty
        else { return nil }
        return (function, home)
    }
}
