import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A function at the top level of a module that loads rows in a session of its own and calls another function with them: what a
/// wrapper would be.
///
///     def analyze_later(incident_id):
///         with SessionLocal() as db:
///             incident = db.get(Incident, incident_id)
///             if incident is None:
///                 return
///             analyze(incident, db)
struct ExistingWrapper {
    let function: FunctionDefinition
    let module: ModuleFile
    /// The call that opens the session.
    let opening: CallExpression
    let isAsyncContext: Bool
    /// What it calls in the end.
    let target: CallExpression
    let isAwaited: Bool
    /// The session is committed after that.
    let commits: Bool
    /// It gives its target all keyword arguments that it is given: `**kwargs`.
    let handsOnKeywords: Bool
    private let session: String
    private let rows: [String: Row]

    private struct Row {
        let model: Syntax
        let column: Syntax?
        let key: String
        var isChecked = false

        init?(_ load: Captures, in session: String) {
            guard load["session"]?.identifier == session, let model = load["model"],
                let key = load["key"]?.identifier
            else { return nil }
            self.model = model
            self.key = key
            column = load["column"]
        }
    }

    /// What it hands on for one argument of its target.
    enum Given: Equatable {
        case session
        /// The row of a class whose key is in a parameter.
        case row(MappedClass, parameter: String)
        case parameter(String)
    }

    static let loads: Patterns = [
        Pattern("$row = $session.get($model, $key)", .optionalAwait),
        "$row = $session.query($model).get($key)",
        "$row = $session.query($model).filter($column == $key).first()",
        "$row = $session.query($model).filter($column == $key).one_or_none()",
    ]
    static let guards: Patterns = [
        """
        if $row is None:
            $...steps
            return
        """,
        """
        if not $row:
            $...steps
            return
        """,
    ]
    static let commit = Pattern("$session.commit()", .optionalAwait)

    /// Nil for a function that does anything else.
    init?(_ function: FunctionDefinition, in module: ModuleFile) {
        guard function.decorators.isEmpty, !function.isGenerator, let block = Block(function.body) else { return nil }
        self.function = function
        self.module = module
        opening = block.opening
        isAsyncContext = block.isAsync
        session = block.session
        var found: [String: Row] = [:]
        var calls: [Syntax] = []
        var commits = false
        for statement in Suite(block.body).statements where LogCalls.call(in: statement) == nil {
            if calls.isEmpty, let load = Self.loads.match(statement), let row = Row(load, in: block.session),
                let name = load["row"]?.identifier
            {
                found[name] = row
            } else if calls.isEmpty, let name = Self.missing(statement) {
                found[name]?.isChecked = true
            } else if Self.commit.match(statement)?["session"]?.identifier == block.session, !calls.isEmpty {
                commits = true
            } else {
                calls.append(Self.logged(statement) ?? statement)
            }
        }
        guard calls.count == 1, [.expressionStatement, .returnStatement].contains(calls[0].kind),
            let value = calls[0].child(.value)?.withoutParentheses, let target = CallExpression(value.withoutAwait)
        else { return nil }
        self.target = target
        isAwaited = value.kind == .await
        self.commits = commits
        handsOnKeywords = target.arguments.contains { Self.isOwnKeywords($0, of: function, in: module) }
        rows = found
    }

    /// The one statement of a `try` that only logs what goes wrong.
    private static func logged(_ statement: Syntax) -> Syntax? {
        guard let attempt = TryStatement(statement), attempt.orElse == nil, attempt.finalBody == nil else { return nil }
        let handled = attempt.handlers.flatMap { Suite($0.body).statements }
        let body = Suite(attempt.body).statements
        let isLogged = handled.allSatisfy {
            LogCalls.call(in: $0) != nil || $0.kind == .raiseStatement && $0.child(.exception) == nil
        }
        return isLogged && body.count == 1 ? body[0] : nil
    }

    /// The row that a statement asks for and returns without.
    private static func missing(_ statement: Syntax) -> String? {
        guard let match = guards.match(statement),
            match.run("steps").allSatisfy({ LogCalls.call(in: $0) != nil })
        else { return nil }
        return match["row"]?.identifier
    }

    // MARK: What it hands on

    /// What the target is given, by the names of its parameters; nil if any of it is something else.
    func given(to scheduled: ScheduledFunction, in file: FileContext) -> [String: Given]? {
        var found: [String: Given] = [:]
        for (position, argument) in target.arguments.enumerated() {
            if Self.isOwnKeywords(argument, of: function, in: module) { continue }
            guard !argument.isUnpacked, let parameter = scheduled.parameter(of: argument, at: position),
                let name = argument.value.identifier, let value = given(by: name, in: file)
            else { return nil }
            found[parameter.name] = value
        }
        return found
    }

    private func given(by name: String, in file: FileContext) -> Given? {
        if name == session { return .session }
        guard let row = rows[name] else { return isParameter(name) ? .parameter(name) : nil }
        guard row.isChecked, isParameter(row.key),
            let type = file.frameworks.mappedClass(named: row.model, in: module), type.primaryKey.count == 1,
            row.column.map({ isKey($0, of: type, in: file) }) ?? true
        else { return nil }
        return .row(type, parameter: row.key)
    }

    private func isKey(_ column: Syntax, of type: MappedClass, in file: FileContext) -> Bool {
        column.kind == .attribute && column.lastName == type.primaryKey[0].name
            && column.child(.object).flatMap { file.frameworks.mappedClass(named: $0, in: module) } == type
    }

    private func isParameter(_ name: String) -> Bool {
        switch Self.parameter(name, of: function, in: module)?.kind {
        case nil, .variadicPositional, .variadicKeyword: false
        default: true
        }
    }

    /// A parameter that nothing binds anew.
    private static func parameter(
        _ name: String, of function: FunctionDefinition, in module: ModuleFile
    ) -> Parameter? {
        function.parameters.first { parameter in
            guard parameter.name == name, let node = parameter.node.child(.name) else { return false }
            return module.semantics.variable(of: node)?.bindings.count == 1
        }
    }

    /// `**kwargs`, as it was given.
    private static func isOwnKeywords(
        _ argument: CallArgument, of function: FunctionDefinition, in module: ModuleFile
    ) -> Bool {
        guard argument.isUnpacked, argument.keyword == nil, let name = argument.value.identifier else { return false }
        return parameter(name, of: function, in: module)?.kind == .variadicKeyword
    }
}

extension ExistingWrapper {
    /// The statements that run in the function's session: in a `with`, or between its opening and a `finally` that closes it.
    private struct Block {
        let opening: CallExpression
        let session: String
        let body: Syntax
        let isAsync: Bool

        init?(_ function: Syntax) {
            let statements = Suite(function).statements.filter { !Self.isBeside($0) }
            if statements.count == 1, let block = WithStatement(statements[0]), block.items.count == 1,
                let call = CallExpression(block.items[0].context.withoutParentheses),
                let name = block.items[0].target?.identifier
            {
                (opening, session, body, isAsync) = (call, name, block.body, block.isAsync)
                return
            }
            guard statements.count == 2, let assignment = Assignment(statements[0]),
                let call = assignment.value.flatMap({ CallExpression($0.withoutParentheses) }),
                let name = assignment.soleTarget?.identifier, let attempt = TryStatement(statements[1]),
                !attempt.hasHandlers, attempt.orElse == nil, let end = attempt.finalBody,
                Suite(end).statements.allSatisfy({ ScheduledFunction.close.match($0)?["session"]?.identifier == name })
            else { return nil }
            (opening, session, body, isAsync) = (call, name, attempt.body, false)
        }

        /// Its documentation, imports and log lines.
        private static func isBeside(_ statement: Syntax) -> Bool {
            switch statement.kind {
            case .importStatement, .importFromStatement: true
            case .expressionStatement:
                statement.child(.value)?.kind == .string || LogCalls.call(in: statement) != nil
            default: false
            }
        }
    }
}

/// The existing wrappers of modules, by the function that they call. Each module is read once.
final class ExistingWrappers {
    private unowned let file: FileContext
    private var known: [ModuleFile: [Syntax: [ExistingWrapper]]] = [:]

    init(_ file: FileContext) { self.file = file }

    func calling(_ function: FunctionDefinition, in module: ModuleFile) -> [ExistingWrapper] {
        if let found = known[module] { return found[function.node] ?? [] }
        var found: [Syntax: [ExistingWrapper]] = [:]
        for function in module.tree.root.children.compactMap(FunctionDefinition.init) {
            guard let wrapper = ExistingWrapper(function, in: module),
                case .function(let target, _)? = file.project.definition(of: wrapper.target.function, in: module)
            else { continue }
            found[target.node, default: []].append(wrapper)
        }
        known[module] = found
        return found[function.node] ?? []
    }
}
