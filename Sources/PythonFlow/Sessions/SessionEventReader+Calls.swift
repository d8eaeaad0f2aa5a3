import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What calls of the project's functions and of libraries do to what they are given.
extension SessionEventReader {
    func outcome(of call: CallExpression) -> Outcome {
        switch model.callee(of: call, in: module) {
        case .function(let callee, let owner)?: return outcome(ofCalling: callee, owner, call)
        case .type(let type, let owner)?: return outcome(ofMaking: type, owner, call)
        case .external(let name)?: return outcome(ofExternal: name, call)
        default: return LogCalls.isLogFunction(call.function) ? Outcome() : outcome(ofUnresolved: call)
        }
    }

    // MARK: Functions of the project

    func outcome(
        ofCalling callee: FunctionDefinition, _ owner: ModuleFile, _ call: CallExpression
    ) -> Outcome {
        let isAwaited = call.node.parent?.kind == .await
        guard callee.isAsync == isAwaited else { return .unknown }
        let summary = analysis.summary(of: callee, in: owner)
        var outcome = Outcome(
            work: summary.work, leaves: summary.leaves,
            session: summary.committed.flatMap { argument(for: $0, of: callee, call) },
            attributes: summary.attributes)
        outcome.added = summary.added.compactMap { argument(for: $0, of: callee, call) }
        outcome.flushes = summary.flushes
        outcome.expires = summary.expires
        return outcome
    }

    /// The expression that a parameter stands for in one call; for `self` the session that its object was made with.
    func argument(for parameter: String, of callee: FunctionDefinition, _ call: CallExpression) -> Syntax? {
        let isMethod = callee.node.parent?.parent?.kind == .classDefinition
        let isStatic = callee.decorators.contains { $0.identifier == "staticmethod" }
        let names = callee.parameters.map(\.name)
        guard let position = names.firstIndex(of: parameter), !call.hasUnpacking else { return nil }
        let offset = isMethod && !isStatic ? 1 : 0
        if position < offset { return call.receiver.flatMap(sessionHeld) }
        return call.argument(parameter, at: position - offset)
    }

    /// The one session that a local object was made with.
    func sessionHeld(by object: Syntax) -> Syntax? {
        let node = object.withoutParentheses
        var made = CallExpression(node)
        if node.kind == .name, let variable = module.semantics.variable(of: node), variable.bindings.count == 1 {
            made = Value(of: variable.bindings[0]).expression.flatMap { CallExpression($0.withoutParentheses) }
        }
        let sessions = made?.arguments.filter { analysis.isSession($0.value, in: module) } ?? []
        return sessions.count == 1 ? sessions[0].value : nil
    }

    func outcome(ofMaking type: ClassDefinition, _ owner: ModuleFile, _ call: CallExpression) -> Outcome {
        // A relationship to a row that is stored brings the new one into its session.
        if model.mappedClass(type, in: owner) != nil { return Outcome(work: .adds) }
        if case .function(let initializer, let home)? = index.member("__init__", of: type, in: owner) {
            return outcome(ofCalling: initializer, home, call)
        }
        return Outcome()
    }

    // MARK: Libraries

    func outcome(ofExternal name: String, _ call: CallExpression) -> Outcome {
        if name == "builtins.setattr" || name == "builtins.delattr" {
            let attribute = call.positional.dropFirst().first?.plainString
            return Outcome(work: .changes, attributes: attribute.map { [$0] })
        }
        if name.hasSuffix(".attributes.flag_modified") || name.hasSuffix(".attributes.set_attribute") {
            return Outcome(work: .changes, attributes: call.positional.dropFirst().first?.plainString.map { [$0] })
        }
        // A listener is asked about all that the session does.
        if name.hasPrefix("sqlalchemy.event.") { return Outcome(work: .prepares) }
        if name.hasPrefix("builtins."), callsBack(call) { return .unknown }
        if Libraries.roles(of: name).effects?.isHarmless == true { return Outcome() }
        if LogCalls.isLogFunction(call.function) { return Outcome() }
        if name.hasPrefix("builtins."), !name.dropFirst(9).contains("."), !Self.running.contains(name) {
            return Outcome()
        }
        if Self.readers.contains(where: name.hasPrefix), !name.contains("make_transient") { return Outcome() }
        return outcome(ofUnresolved: call)
    }

    /// `sorted(rows, key=function)` gives the rows to the function.
    func callsBack(_ call: CallExpression) -> Bool {
        guard let key = call.keyword("key")?.withoutParentheses else { return false }
        return key.kind != .lambda || key.subtree.contains { $0.kind == .call }
    }

    /// Builtins that run what they are given.
    static let running: Set<String> = ["builtins.exec", "builtins.eval", "builtins.map", "builtins.filter"]

    /// Libraries that make statements, answers and exceptions of what they are given, and change no row.
    static let readers = [
        "sqlalchemy.", "sqlmodel.", "fastapi.HTTPException", "fastapi.exceptions.", "fastapi.encoders.",
        "fastapi.responses.", "fastapi.templating.", "starlette.templating.", "starlette.exceptions.",
        "starlette.responses.", "json.", "copy.", "datetime.", "uuid.",
        "pydantic.", "fastapi.Response",
    ]

    func outcome(ofUnresolved call: CallExpression) -> Outcome {
        let method = call.functionName ?? ""
        if let object = call.receiver {
            if isOwnContainer(object.withoutParentheses) || model.type(of: object, in: module)?.listed != nil,
                object.withoutParentheses.kind == .name
            {
                return Outcome()
            }
            if Self.copies.contains(method) { return Outcome() }
            if let found = outcome(ofRelationship: object, method) { return found }
        }
        return EffectAnalysis(model, in: module).ofCalling(call).isHarmless ? Outcome() : .unknown
    }

    /// `owner.events.append(event)`; what is taken out of a relationship may be deleted (`cascade="delete-orphan"`).
    func outcome(ofRelationship object: Syntax, _ method: String) -> Outcome? {
        let node = object.withoutParentheses
        guard node.kind == .attribute, let name = node.lastName,
            let row = node.child(.object).flatMap({ model.type(of: $0, in: module) })?.instance,
            index.member(name, of: row.definition, in: row.module) != nil
        else { return nil }
        switch method {
        case "add", "append", "extend", "insert": return Outcome(work: [.adds, .changes])
        case "clear", "discard", "pop", "remove": return Outcome(work: [.changes, .deletes])
        default: return nil
        }
    }

    /// Methods of pydantic and SQLModel that copy a row's columns.
    static let copies: Set<String> = [
        "dict", "from_orm", "json", "model_construct", "model_copy", "model_dump", "model_dump_json", "model_validate",
        "parse_obj", "to_dict", "as_dict",
    ]
}
