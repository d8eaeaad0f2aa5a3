import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Reads a function's events: its calls, and what it assigns.
struct SessionEventReader {
    let analysis: SessionWorkAnalysis
    let function: FunctionDefinition
    let module: ModuleFile

    var model: FrameworkModel { analysis.model }
    var index: ProjectIndex { analysis.index }

    /// What one call or target does.
    struct Outcome {
        var work: SessionWork = []
        var leaves: SessionWork = []
        var session: Syntax?
        var attributes: Set<String>? = []
        var added: [Syntax] = []
        var flushes = false
        var expires = false

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

    /// The locks that sending a query takes, and may take.
    private func lockWork(of call: CallExpression) -> SessionWork {
        QueryLocks(analysis: analysis, module: module).work(of: call)
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

    func event(_ node: Syntax, _ outcome: Outcome, _ operands: [Syntax]) -> SessionEvent? {
        guard !outcome.work.isEmpty || outcome.flushes || outcome.expires, let statement = node.enclosingStatement
        else { return nil }
        let whole = statement.child(.value)?.withoutParentheses.withoutAwait.withoutParentheses
        return SessionEvent(
            node: node, statement: statement, work: outcome.work, leaves: outcome.leaves, session: outcome.session,
            isCertain: whole == node && !statement.kind.isCompoundStatement, attributes: outcome.attributes,
            operands: operands, added: outcome.added, flushes: outcome.flushes, expires: outcome.expires)
    }

    // MARK: Targets

    func event(ofTarget node: Syntax) -> SessionEvent? {
        guard let object = node.child(.object), mayBeRow(object, isItem: node.kind == .subscription) else { return nil }
        if isPartOfSession(object) { return event(node, Outcome(work: .prepares), [object]) }
        let attribute = node.kind == .attribute ? node.lastName : object.withoutParentheses.lastName
        return event(node, Outcome(work: .changes, attributes: attribute.map { [$0] }), [object])
    }

    /// `session`, `session.info`
    func isPartOfSession(_ object: Syntax) -> Bool {
        var node = object.withoutParentheses
        while !analysis.isSession(node, in: module) {
            guard node.kind == .attribute || node.kind == .subscription, let inner = node.child(.object) else {
                return false
            }
            node = inner.withoutParentheses
        }
        return true
    }

    func mayBeRow(_ object: Syntax, isItem: Bool) -> Bool {
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
    func isOwnContainer(_ node: Syntax) -> Bool {
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

    static let displays: Set<NodeKind> = [
        .dictionary, .list, .set, .listComprehension, .setComprehension, .dictionaryComprehension,
    ]
    static let containers: Set<String> = [
        "builtins.dict", "builtins.list", "builtins.set", "collections.defaultdict", "collections.OrderedDict",
        "collections.deque", "collections.Counter",
    ]

    // MARK: Calls

    func event(ofCall call: CallExpression) -> SessionEvent? {
        if ["add_task", "BackgroundTask"].contains(call.functionName) { return nil }
        if call.functionName == "execution_options", translatesSchemas(call) {
            return event(call.node, Outcome(work: .prepares), [])
        }
        if let object = call.receiver, analysis.isSession(object, in: module) {
            return event(call.node, ofSession(call, object), [object] + call.arguments.map(\.value))
        }
        if let object = call.receiver, isAnswer(object) { return event(ofQuery: call, object) }
        let receiver = isHeldFunction(call) ? nil : call.receiver ?? localFunction(call)
        let given = call.arguments.map(\.value) + [receiver].compactMap(\.self)
        let operands = given.filter { mayCarry($0) || isInnerFunction($0) }
        let locks = QueryLocks.work(ofKeywordsIn: call)
        if operands.isEmpty, locks.isEmpty { return nil }
        var outcome = operands.isEmpty ? Outcome() : outcome(of: call)
        outcome.work.formUnion(locks)
        return event(call.node, outcome, operands)
    }

    /// `self.model(…)`: what the object was made with, and no method of it.
    func isHeldFunction(_ call: CallExpression) -> Bool {
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
                && target.parent?.child(.value)?.withoutParentheses.identifier.map(parameters.contains) ?? false
        }
    }

    /// `inner()`: a function or lambda of this one, or what the caller passes.
    func localFunction(_ call: CallExpression) -> Syntax? {
        guard call.function.kind == .name else { return call.function }
        guard let variable = module.semantics.variable(of: call.function),
            variable.scope.kind != .module
        else { return nil }
        return call.function
    }

    func ofSession(_ call: CallExpression, _ session: Syntax) -> Outcome {
        var outcome = ofMethod(call, session)
        if prepares(call) { outcome.work.insert(.prepares) }
        return outcome
    }

    private func ofMethod(_ call: CallExpression, _ session: Syntax) -> Outcome {
        let name = call.functionName ?? ""
        let roles = SessionMethods.roles(of: name)
        if roles.contains(.executes) {
            let statement = call.positional.first ?? call.keyword("statement")
            if statement.map({ isQuery($0, depth: 0) }) == true { return Outcome(work: lockWork(of: call)) }
            if statement.map(isSetting) == true { return Outcome(work: .prepares) }
            let work: SessionWork = statement.map(keepsRows) == true ? .adds : [.adds, .deletes]
            // `LOCK TABLE roles`
            return Outcome(work: work.union(lockWork(of: call)))
        }
        if name == "connection", !call.arguments.isEmpty { return Outcome(work: .prepares) }
        if roles.isEmpty {
            guard Self.quiet.contains(name) else { return .unknown }
            var outcome = Outcome()
            outcome.expires = name.hasPrefix("expire")
            return outcome
        }
        var work: SessionWork = []
        if !roles.isDisjoint(with: [.adds, .writesDirectly]) { work.insert(.adds) }
        if roles.contains(.deletes) { work.formUnion([.adds, .deletes]) }
        if roles.contains(.commits) { work.insert(.commits) }
        if roles.contains(.rollsBack) { work.insert(.rollsBack) }
        if !roles.isDisjoint(with: [.closes, .detaches]) { work.insert(.detaches) }
        if roles.contains(.begins) { work.insert(.begins) }
        if !roles.isDisjoint(with: [.asks, .refreshes]) { work.formUnion(lockWork(of: call)) }
        var outcome = Outcome(work: work, session: session)
        outcome.flushes = !roles.isDisjoint(with: .sends)
        outcome.expires = roles.contains(.rollsBack)
        if roles.contains(.adds) {
            outcome.added = call.positional.flatMap { $0.kind == .list ? $0.children(.element) : [$0] }
        }
        return outcome
    }

    /// Methods of sessions that change no row and end no transaction.
    static let quiet: Set<String> = [
        "connection", "expire", "expire_all", "get_bind", "in_nested_transaction", "in_transaction", "is_modified",
        "get_transaction",
    ]

    // MARK: What values carry

    func mayCarry(_ expression: Syntax) -> Bool {
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
    func isInnerFunction(_ expression: Syntax) -> Bool {
        let node = expression.withoutParentheses
        if node.kind == .lambda { return true }
        guard node.kind == .name, let variable = module.semantics.variable(of: node),
            variable.scope.kind != .module
        else { return false }
        return variable.bindings.contains { $0.kind == .function }
    }
}
