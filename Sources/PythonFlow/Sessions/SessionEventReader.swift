import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Reads a function's events: its calls, and what it assigns.
struct SessionEventReader {
    let analysis: SessionWorkAnalysis
    let function: FunctionDefinition
    let module: ModuleFile

    private var model: FrameworkModel { analysis.model }
    private var locks: QueryLocks { QueryLocks(analysis: analysis, module: module) }
    private var index: ProjectIndex { analysis.index }

    /// What one call or target does.
    private struct Outcome {
        var work: SessionWork = []
        var leaves: SessionWork = []
        var session: Syntax?
        var attributes: Set<String>? = []
        var added: [Syntax] = []
        var flushes = false

        static let unknown = Outcome(work: .unknown, leaves: .unknown, attributes: nil)

        init(
            work: SessionWork = [], leaves: SessionWork? = nil, session: Syntax? = nil, attributes: Set<String>? = []
        ) {
            self.work = work
            self.leaves = leaves ?? work.intersection(.lasting)
            self.session = session
            self.attributes = attributes
        }
    }

    func events() -> [SessionEvent] {
        function.ownNodes.flatMap { node -> [SessionEvent] in
            switch node.kind {
            case .call: return [CallExpression(node).flatMap(event(ofCall:))].compactMap(\.self)
            case .attribute, .subscription:
                return [AttributeTarget.isTarget(node) ? event(ofTarget: node) : nil].compactMap(\.self)
            // `@event.listens_for(session, …)` runs where the inner function is defined.
            case .functionDefinition:
                let decorators = FunctionDefinition(node)?.decorators ?? []
                return decorators.compactMap(CallExpression.init).compactMap(event(ofCall:))
            default: return []
            }
        }
    }

    private func event(_ node: Syntax, _ outcome: Outcome, _ operands: [Syntax]) -> SessionEvent? {
        guard !outcome.work.isEmpty || outcome.flushes, let statement = node.enclosingStatement else { return nil }
        let whole = statement.child(.value)?.withoutParentheses.withoutAwait.withoutParentheses
        return SessionEvent(
            node: node, statement: statement, work: outcome.work, leaves: outcome.leaves, session: outcome.session,
            isCertain: whole == node && !statement.kind.isCompoundStatement, attributes: outcome.attributes,
            operands: operands, added: outcome.added, flushes: outcome.flushes)
    }

    // MARK: Targets

    private func event(ofTarget node: Syntax) -> SessionEvent? {
        guard let object = node.child(.object), mayBeRow(object, isItem: node.kind == .subscription) else { return nil }
        if isPartOfSession(object) { return event(node, Outcome(work: .prepares), [object]) }
        let attribute = node.kind == .attribute ? node.lastName : object.withoutParentheses.lastName
        return event(node, Outcome(work: .changes, attributes: attribute.map { [$0] }), [object])
    }

    /// `session`, `session.info`
    private func isPartOfSession(_ object: Syntax) -> Bool {
        var node = object.withoutParentheses
        while !analysis.isSession(node, in: module) {
            guard node.kind == .attribute || node.kind == .subscription, let inner = node.child(.object) else {
                return false
            }
            node = inner.withoutParentheses
        }
        return true
    }

    private func mayBeRow(_ object: Syntax, isItem: Bool) -> Bool {
        let node = object.withoutParentheses
        if let type = model.type(of: node, in: module) {
            if type.instance != nil || type.session != nil { return true }
            if isItem, type.listed != nil { return false }
        }
        if node.kind == .name, let type = module.semantics.enclosingClass(ofSelf: node) {
            return model.mappedClass(type, in: module) != nil
        }
        if isItem, isOwnContainer(node) { return false }
        if isItem, node.kind == .attribute, let root = node.child(.object), root.kind == .name,
            let type = module.semantics.enclosingClass(ofSelf: root)
        {
            return model.mappedClass(type, in: module) != nil
        }
        return mayCarry(node)
    }

    /// A list, dictionary or set that the function made itself.
    private func isOwnContainer(_ node: Syntax) -> Bool {
        guard node.kind == .name, let variable = module.semantics.variable(of: node),
            variable.scope.kind == .function
        else { return false }
        return variable.bindings.allSatisfy { binding in
            guard let value = Value(of: binding).expression?.withoutParentheses else { return false }
            if Self.displays.contains(value.kind) { return true }
            guard let call = CallExpression(value) else { return false }
            let name = index.definition(of: call.function, in: module)?.externalName
            return name.map(Self.containers.contains) ?? false
        }
    }

    private static let displays: Set<NodeKind> = [
        .dictionary, .list, .set, .listComprehension, .setComprehension, .dictionaryComprehension,
    ]
    private static let containers: Set<String> = [
        "builtins.dict", "builtins.list", "builtins.set", "collections.defaultdict", "collections.OrderedDict",
        "collections.deque", "collections.Counter",
    ]

    // MARK: Calls

    private func event(ofCall call: CallExpression) -> SessionEvent? {
        if ["add_task", "BackgroundTask"].contains(call.functionName) { return nil }
        if let object = call.receiver, analysis.isSession(object, in: module) {
            return event(call.node, ofSession(call, object), [object] + call.arguments.map(\.value))
        }
        if let object = call.receiver, isAnswer(object) { return event(ofQuery: call, object) }
        let receiver = isHeldFunction(call) ? nil : call.receiver ?? localFunction(call)
        let given = call.arguments.map(\.value) + [receiver].compactMap(\.self)
        let operands = given.filter { mayCarry($0) || isInnerFunction($0) }
        if operands.isEmpty { return nil }
        return event(call.node, outcome(of: call), operands)
    }

    /// `self.model(…)`: what the object was made with, and no method of it.
    private func isHeldFunction(_ call: CallExpression) -> Bool {
        guard let object = call.receiver, object.kind == .name, let name = call.functionName,
            let type = module.semantics.enclosingClass(ofSelf: object),
            index.member(name, of: type, in: module) == nil,
            case .function(let initializer, _)? = index.member("__init__", of: type, in: module),
            let own = initializer.parameters.first?.name
        else { return false }
        let parameters = Set(initializer.parameters.map(\.name))
        return initializer.body.subtree.contains { target in
            target.kind == .attribute && target.role == .target && target.lastName == name
                && target.child(.object)?.identifier == own
                && target.parent?.child(.value)?.identifier.map(parameters.contains) ?? false
        }
    }

    /// `inner()`: a function or lambda of this one, or what the caller passes.
    private func localFunction(_ call: CallExpression) -> Syntax? {
        guard call.function.kind == .name else { return call.function }
        guard let variable = module.semantics.variable(of: call.function),
            variable.scope.kind != .module
        else { return nil }
        return call.function
    }

    private func ofSession(_ call: CallExpression, _ session: Syntax) -> Outcome {
        let name = call.functionName ?? ""
        let roles = SessionMethods.roles(of: name)
        if roles.contains(.executes) {
            let statement = call.positional.first ?? call.keyword("statement")
            if statement.map({ isQuery($0, depth: 0) }) == true { return Outcome(work: locks.asked(by: call)) }
            if statement.map(isSetting) == true { return Outcome(work: .prepares) }
            return Outcome(work: statement.map(keepsRows) == true ? .adds : [.adds, .deletes])
        }
        if name == "connection", !call.arguments.isEmpty { return Outcome(work: .prepares) }
        if roles.isEmpty { return Self.quiet.contains(name) ? Outcome() : .unknown }
        var work: SessionWork = []
        if !roles.isDisjoint(with: [.adds, .writesDirectly]) { work.insert(.adds) }
        if roles.contains(.deletes) { work.formUnion([.adds, .deletes]) }
        if roles.contains(.commits) { work.insert(.commits) }
        if roles.contains(.rollsBack) { work.insert(.rollsBack) }
        if !roles.isDisjoint(with: [.closes, .detaches]) { work.insert(.detaches) }
        if roles.contains(.begins) { work.insert(.begins) }
        if !roles.isDisjoint(with: [.asks, .refreshes]) { work.formUnion(locks.asked(by: call)) }
        var outcome = Outcome(work: work, session: session)
        if roles.contains(.adds) {
            outcome.added = call.positional.flatMap { $0.kind == .list ? $0.children(.element) : [$0] }
        }
        return outcome
    }

    /// Methods of sessions that change no row and end no transaction.
    private static let quiet: Set<String> = [
        "connection", "expire", "expire_all", "get_bind", "in_nested_transaction", "in_transaction", "is_modified",
        "get_transaction",
    ]

    /// `text("SET LOCAL …")`, `text("PRAGMA …")`, `select set_config(…)`: for the connection, not for the rows.
    private func isSetting(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            guard node.kind == .string || node.kind == .formattedString else { return false }
            let text = node.text.drop { $0 == "f" || $0 == "\"" || $0 == "'" || $0.isWhitespace }.uppercased()
            return text.hasPrefix("SET ") || text.hasPrefix("PRAGMA ") || text.contains("SET_CONFIG(")
        }
    }

    /// An `insert` or `update`, or a text of one.
    private func keepsRows(_ statement: Syntax) -> Bool {
        var part = statement.withoutParentheses
        while let call = CallExpression(part) {
            if let name = index.definition(of: call.function, in: module)?.externalName, name.hasPrefix("sql") {
                let text = name.hasSuffix(".text") ? call.positional.first?.plainString?.uppercased() : nil
                return name.hasSuffix(".insert") || name.hasSuffix(".update")
                    || text.map { $0.hasPrefix("INSERT ") || $0.hasPrefix("UPDATE ") } ?? false
            }
            guard let object = call.receiver else { return false }
            part = object.withoutParentheses
        }
        guard part.kind == .name, let variable = module.semantics.variable(of: part),
            variable.scope.kind == .function, variable.bindings.count == 1,
            let value = Value(of: variable.bindings[0]).expression, value != part
        else { return false }
        return CallExpression(value.withoutParentheses) != nil && keepsRows(value)
    }

    /// A `select`, or a text that begins with the word.
    private func isQuery(_ expression: Syntax, depth: Int) -> Bool {
        let node = expression.withoutParentheses
        if model.type(of: node, in: module)?.facet(QueryType.self) != nil { return true }
        if node.kind == .name, depth < 6, let variable = module.semantics.variable(of: node),
            variable.scope.kind == .function
        {
            return !variable.bindings.isEmpty
                && variable.bindings.allSatisfy { binding in
                    Value(of: binding).expression.map { isQuery($0, depth: depth + 1) || isRefined($0, variable) }
                        ?? false
                }
        }
        var part = node
        while let call = CallExpression(part) {
            if let name = index.definition(of: call.function, in: module)?.externalName, name.hasPrefix("sql") {
                if name.hasSuffix(".select") { return true }
                let text = name.hasSuffix(".text") ? call.positional.first?.plainString?.uppercased() : nil
                return text.map { $0.drop(while: \.isWhitespace).hasPrefix("SELECT ") && !$0.contains("SET_CONFIG(") }
                    ?? false
            }
            guard let object = call.receiver else { return false }
            part = object.withoutParentheses
        }
        return depth > 0 ? false : part.kind == .name && part != node && isQuery(part, depth: depth + 1)
    }

    /// `statement = statement.where(…)`
    private func isRefined(_ value: Syntax, _ variable: Variable) -> Bool {
        var part = value.withoutParentheses
        while let object = CallExpression(part)?.receiver { part = object.withoutParentheses }
        return part.kind == .name && part != value && module.semantics.variable(of: part) == variable
    }

    /// A query, or what one gave before its rows were read.
    private func isAnswer(_ object: Syntax, depth: Int = 0) -> Bool {
        let node = object.withoutParentheses.withoutAwait.withoutParentheses
        if let type = model.type(of: node, in: module) { return type.isUnread || type.facet(ScalarsType.self) != nil }
        guard depth < 6 else { return false }
        if let call = CallExpression(node) {
            let name = call.functionName ?? ""
            guard let receiver = call.receiver, QueryMethods.roles(of: name).isDisjoint(with: .asks) else {
                return false
            }
            if analysis.isSession(receiver, in: module) { return Self.asking.contains(name) }
            return isAnswer(receiver, depth: depth + 1)
        }
        guard node.kind == .name, let variable = module.semantics.variable(of: node), variable.scope.kind == .function
        else { return false }
        return !variable.bindings.isEmpty
            && variable.bindings.allSatisfy { binding in
                Value(of: binding).expression.map { isRefined($0, variable) || isAnswer($0, depth: depth + 1) } ?? false
            }
    }

    private static let asking: Set<String> = [
        "exec", "execute", "query", "scalars", "stream", "stream_scalars",
    ]

    private func event(ofQuery call: CallExpression, _ object: Syntax) -> SessionEvent? {
        switch call.functionName {
        case "update", "insert", "merge": event(call.node, Outcome(work: .adds), [object])
        case "delete": event(call.node, Outcome(work: [.adds, .deletes]), [object])
        case "with_for_update": event(call.node, Outcome(work: .blocks), [object])
        default: nil
        }
    }

    private func outcome(of call: CallExpression) -> Outcome {
        switch analysis.callee(of: call, in: module) {
        case .function(let callee, let owner)?: return outcome(ofCalling: callee, owner, call)
        case .type(let type, let owner)?: return outcome(ofMaking: type, owner, call)
        case .external(let name)?: return outcome(ofExternal: name, call)
        default: return LogCalls.isLogFunction(call.function) ? Outcome() : outcome(ofUnresolved: call)
        }
    }

    // MARK: Functions of the project

    private func outcome(
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
        return outcome
    }

    /// The expression that a parameter stands for in one call; for `self` the session that its object was made with.
    private func argument(for parameter: String, of callee: FunctionDefinition, _ call: CallExpression) -> Syntax? {
        let isMethod = callee.node.parent?.parent?.kind == .classDefinition
        let isStatic = callee.decorators.contains { $0.identifier == "staticmethod" }
        let names = callee.parameters.map(\.name)
        guard let position = names.firstIndex(of: parameter), !call.hasUnpacking else { return nil }
        let offset = isMethod && !isStatic ? 1 : 0
        if position < offset { return call.receiver.flatMap(sessionHeld) }
        return call.argument(parameter, at: position - offset)
    }

    /// The one session that a local object was made with.
    private func sessionHeld(by object: Syntax) -> Syntax? {
        let node = object.withoutParentheses
        var made = CallExpression(node)
        if node.kind == .name, let variable = module.semantics.variable(of: node), variable.bindings.count == 1 {
            made = Value(of: variable.bindings[0]).expression.flatMap { CallExpression($0.withoutParentheses) }
        }
        let sessions = made?.arguments.filter { analysis.isSession($0.value, in: module) } ?? []
        return sessions.count == 1 ? sessions[0].value : nil
    }

    private func outcome(ofMaking type: ClassDefinition, _ owner: ModuleFile, _ call: CallExpression) -> Outcome {
        // A relationship to a row that is stored brings the new one into its session.
        if model.mappedClass(type, in: owner) != nil { return Outcome(work: .adds) }
        if case .function(let initializer, let home)? = index.member("__init__", of: type, in: owner) {
            return outcome(ofCalling: initializer, home, call)
        }
        return Outcome()
    }

    // MARK: Libraries

    private func outcome(ofExternal name: String, _ call: CallExpression) -> Outcome {
        if name == "builtins.setattr" || name == "builtins.delattr" {
            let attribute = call.positional.dropFirst().first?.plainString
            return Outcome(work: .changes, attributes: attribute.map { [$0] })
        }
        if name.hasSuffix(".attributes.flag_modified") || name.hasSuffix(".attributes.set_attribute") {
            return Outcome(work: .changes, attributes: call.positional.dropFirst().first?.plainString.map { [$0] })
        }
        // A listener is asked about all that the session does.
        if name.hasPrefix("sqlalchemy.event.") { return Outcome(work: .prepares) }
        if Libraries.roles(of: name).effects?.isHarmless == true { return Outcome() }
        if LogCalls.isLogFunction(call.function) { return Outcome() }
        if name.hasPrefix("builtins."), !name.dropFirst(9).contains("."), !Self.running.contains(name) {
            return Outcome()
        }
        if Self.readers.contains(where: name.hasPrefix), !name.contains("make_transient") { return Outcome() }
        return outcome(ofUnresolved: call)
    }

    /// Builtins that run what they are given.
    private static let running: Set<String> = ["builtins.exec", "builtins.eval", "builtins.map", "builtins.filter"]

    /// Libraries that make statements, answers and exceptions of what they are given, and change no row.
    private static let readers = [
        "sqlalchemy.", "sqlmodel.", "fastapi.HTTPException", "fastapi.exceptions.", "fastapi.encoders.",
        "fastapi.responses.", "fastapi.templating.", "starlette.templating.", "starlette.exceptions.",
        "starlette.responses.", "json.", "copy.", "datetime.", "uuid.",
        "pydantic.", "fastapi.Response",
    ]

    private func outcome(ofUnresolved call: CallExpression) -> Outcome {
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
    private func outcome(ofRelationship object: Syntax, _ method: String) -> Outcome? {
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
    private static let copies: Set<String> = [
        "dict", "from_orm", "json", "model_construct", "model_copy", "model_dump", "model_dump_json", "model_validate",
        "parse_obj", "to_dict", "as_dict",
    ]

    // MARK: What values carry

    private func mayCarry(_ expression: Syntax) -> Bool {
        let node = expression.withoutParentheses
        if node.kind == .attribute, let object = node.child(.object), object.kind == .name, let name = node.lastName,
            let type = module.semantics.enclosingClass(ofSelf: object),
            model.mappedClass(type, in: module)?.column(name) != nil
        {
            return false
        }
        var carried = CarriedInstances(model, in: module)
        return carried.mayBe(in: expression)
    }

    /// A function, or lambda, that sees the variables of this one.
    private func isInnerFunction(_ expression: Syntax) -> Bool {
        let node = expression.withoutParentheses
        if node.kind == .lambda { return true }
        guard node.kind == .name, let variable = module.semantics.variable(of: node),
            variable.scope.kind != .module
        else { return false }
        return variable.bindings.contains { $0.kind == .function }
    }
}
