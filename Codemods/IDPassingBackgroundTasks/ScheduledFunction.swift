import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The function after a task, and how a wrapper calls it.
struct ScheduledFunction {
    let definition: FunctionDefinition
    let module: ModuleFile
    /// As it is written in the call: `analyze`, `Analyzer.analyze`, `jobs.analyze`.
    let expression: Syntax
    /// Parameters that the call fills: without `self` or `cls`.
    let parameters: [Parameter]
    /// The object whose method it is, where the wrapper makes it again.
    let service: RebuiltService?

    /// The function around the call imports it.
    let isImportedLocally: Bool

    /// What the wrapper calls, in a session of that name.
    func callee(session: String) -> String {
        service.map { "\($0.text(session: session)).\(definition.name)" } ?? expression.text
    }

    /// What the callee names at the top level of the file.
    var reservedText: String { service?.construction.function.text ?? expression.text }

    var isCoroutine: Bool { definition.isAsync }

    /// The name that messages give it: `analyze`, `jobs.analyze`, `Service.run`.
    var name: String { service.map { $0.type.name + "." + definition.name } ?? expression.text }

    /// What the wrapper is called: `analyze_in_background`, `service_run_in_background`, but `run_full_audit_in_background`.
    var wrapperName: String {
        let name = definition.name
        let owner = name.contains("_") ? "" : service.map { Self.snakeCase($0.type.name) + "_" } ?? ""
        if owner.isEmpty, !name.contains("_"), name.contains(where: \.isUppercase) { return name + "InBackground" }
        return owner + name + (name.contains("background") ? "_in_own_session" : "_in_background")
    }

    private static func snakeCase(_ name: String) -> String {
        name.reduce(into: "") { text, letter in
            if letter.isUppercase, let last = text.last, last.isLowercase { text.append("_") }
            text += letter.lowercased()
        }
    }

    /// A task of some file runs it.
    func isScheduled(by task: BackgroundTaskCall, in file: FileContext) -> Bool {
        guard
            case .function(let target, let home)? = file.frameworks.definition(ofFunction: task.task, in: file.module)
        else { return false }
        return target.node == definition.node && home == module
    }

    /// The parameter that an argument goes to.
    func parameter(of argument: CallArgument, at position: Int) -> Parameter? {
        if let keyword = argument.keyword { return parameters.first { $0.name == keyword } }
        let positional = parameters.filter { $0.kind == .positionalOnly || $0.kind == .positionalOrKeyword }
        return position < positional.count ? positional[position] : nil
    }

    /// False for an argument with which the call fails.
    func takes(_ argument: CallArgument, at position: Int) -> Bool {
        let variadic: Parameter.Kind = argument.keyword == nil ? .variadicPositional : .variadicKeyword
        return parameter(of: argument, at: position) != nil || parameters.contains { $0.kind == variadic }
    }

    /// True where the body gives the parameter another value.
    private func assigns(_ parameter: Parameter) -> Bool {
        guard let name = parameter.node.child(.name), let variable = module.semantics.variable(of: name) else {
            return false
        }
        return variable.bindings.count > 1
    }

    static let close: Pattern = "$session.close($...)"

    /// What the function opens if the parameter is left out, and closes in a `finally`.
    func ownSession(_ parameter: Parameter, _ model: FrameworkModel) -> Syntax? {
        guard parameter.defaultValue?.isNone == true, let name = parameter.node.child(.name),
            let variable = module.semantics.variable(of: name)
        else { return nil }
        let opened = variable.bindings.filter { $0.kind == .assignment }.compactMap { $0.statement?.child(.value) }
        let opening = opened.first?.subtree.first {
            CallExpression($0) != nil && model.type(of: $0, in: module)?.session != nil
        }
        let closes = definition.body.subtree.contains { node in
            guard node.kind == .call, let object = Self.close.match(node)?["session"],
                module.semantics.variable(of: object) == variable
            else { return false }
            return node.ancestors.contains { $0.kind == .finallyClause }
        }
        return opened.count == 1 && closes && !asksWhoOpened(variable) ? opening : nil
    }

    /// True if anything but the opening and the closing depends on who opened the session: `if own: db.commit()`.
    private func asksWhoOpened(_ session: Variable) -> Bool {
        let flags = definition.body.subtree.filter { $0.kind == .assignment }.filter { statement in
            statement.child(.value)?.subtree.contains { isTested($0, session) } ?? false
        }.compactMap { $0.child(.target).flatMap(module.semantics.variable) }.filter { $0 != session }
        let tests = session.references.filter { $0.parent.map { isTested($0, session) } ?? false }
        return (flags.flatMap(\.references) + tests).contains { use in
            let statement = use.enclosingStatement
            if statement?.kind == .assignment || use.ancestors.contains(where: { $0.kind == .finallyClause }) {
                return false
            }
            let opening = statement?.child(.body).map { Array($0.children) } ?? []
            return !opening.contains { $0.children(.target).contains { module.semantics.variable(of: $0) == session } }
        }
    }

    /// `db is None`
    private func isTested(_ node: Syntax, _ session: Variable) -> Bool {
        node.kind == .comparison && node.children.contains(where: \.isNone)
            && node.subtree.contains { $0.kind == .name && module.semantics.variable(of: $0) == session }
    }

    /// A decorator of which nobody can tell whether it gives a coroutine function for a coroutine function.
    func unknownDecorator(_ file: FileContext) -> Syntax? {
        definition.decorators.first { decorator in
            let called = CallExpression(decorator)?.function ?? decorator
            let name = file.project.definition(of: called, in: module)?.externalName
            return !(name.map(Self.keepingDecorators.contains) ?? false)
        }
    }

    private static let keepingDecorators: Set<String> = [
        "builtins.classmethod", "builtins.staticmethod", "tenacity.retry", "typing.no_type_check",
    ]

    /// True where the function makes its own session if it is given none.
    func opensItsOwnSession(_ parameter: Parameter) -> Bool {
        if parameter.defaultValue?.isNone == true, assigns(parameter) { return true }
        return definition.decorators.contains {
            let text = (CallExpression($0)?.function ?? $0).lastName?.lowercased() ?? ""
            return text.contains("session") || text.contains("transaction")
        }
    }
}

extension ScheduledFunction {
    /// Throws where the task is nothing that a function at the top level of the file could call.
    init(_ task: Syntax, in file: FileContext) throws(Refusal<TaskReason>) {
        let node = task.withoutParentheses
        guard node.kind != .lambda, !(CallExpression(node).map { $0.functionName == "partial" } ?? false) else {
            throw Refusal(.deferredCall, about: node.shortText)
        }
        guard let root = node.dottedRoot else {
            throw Refusal(.taskUnknown, about: node.shortText)
        }
        var isImportedLocally = false
        if let variable = file.semantics.variable(of: root), variable.scope.kind != .module {
            isImportedLocally = WrapperImports.text(of: root, in: file) != nil
            // Anything else that is local lives with the request.
            if !isImportedLocally {
                throw Refusal(node.kind == .attribute ? .boundMethod : .deferredCall, about: node.shortText)
            }
        }
        guard case .function(let definition, let module)? = file.project.definition(of: node, in: file.module) else {
            throw Refusal(.taskUnknown, about: node.shortText)
        }
        self.definition = definition
        self.module = module
        expression = node
        service = nil
        self.isImportedLocally = isImportedLocally
        let isMethod = definition.node.parent?.parent?.kind == .classDefinition
        let decorators = definition.decorators.compactMap(\.lastName)
        let binds = isMethod && !decorators.contains("staticmethod")
        if binds, !decorators.contains("classmethod"), !Self.isBound(node, in: file) {
            throw Refusal(.taskUnknown, about: node.shortText)
        }
        parameters = binds ? Array(definition.parameters.dropFirst()) : definition.parameters
    }

    /// A method of an object that the endpoint made with its session. Throws where the object cannot be made again.
    init(_ task: Syntax, of object: Syntax, in file: FileContext) throws(Refusal<TaskReason>) {
        guard let name = task.lastName, let service = RebuiltService(object, in: file),
            case .function(let definition, let module)? = file.project.member(
                name, of: service.type, in: service.module),
            definition.decorators.isEmpty
        else { throw Refusal(.sessionHidden, about: object.shortText) }
        self.definition = definition
        self.module = module
        self.service = service
        isImportedLocally = false
        expression = task
        parameters = Array(definition.parameters.dropFirst())
    }

    /// `service.run` of a global object; `Service.run` would lack its `self`.
    private static func isBound(_ node: Syntax, in file: FileContext) -> Bool {
        guard let object = node.child(.object) else { return false }
        if case .type? = file.project.definition(of: object, in: file.module) { return false }
        return true
    }
}
