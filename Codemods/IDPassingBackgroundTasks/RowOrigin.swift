import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Where the instance comes from that an expression gives: out of a session, or made just there.
struct RowOrigin {
    let analysis: SessionWorkAnalysis
    let body: SessionBody
    /// What the caller passes for a parameter; nil in an endpoint.
    var argument: ((String) -> Kind)?
    /// Functions that a dependency or a call led through.
    var depth = 0
    private static let maximumDepth = 6

    enum Kind: Equatable {
        /// A session loaded it, or it was added and written to the database.
        case stored
        /// It is in a session, and nothing shows that it was written.
        case added
        /// A session that the function itself opened loaded it.
        case detached
        /// It was made, or nothing is known.
        case unknown

        /// What both of two ways are.
        static func worst(_ left: Kind, _ right: Kind) -> Kind {
            for kind in [Kind.unknown, .detached, .added] where left == kind || right == kind { return kind }
            return .stored
        }
    }

    private var module: ModuleFile { body.module }
    private var model: FrameworkModel { analysis.model }

    init(_ analysis: SessionWorkAnalysis, _ body: SessionBody) {
        self.analysis = analysis
        self.body = body
    }

    func kind(of expression: Syntax) -> Kind { kind(of: expression, steps: 0) }

    private func kind(of expression: Syntax, steps: Int) -> Kind {
        guard steps < 20 else { return .unknown }
        let node = expression.withoutParentheses.withoutAwait.withoutParentheses
        switch node.kind {
        case .constant: return node.isNone ? .stored : .unknown
        case .name: return kind(ofName: node, steps: steps)
        case .booleanOperation: return worst(node.children(.operand), steps)
        case .conditional: return worst([node.child(.body), node.child(.orElse)].compactMap(\.self), steps)
        case .namedExpression: return node.child(.value).map { kind(of: $0, steps: steps + 1) } ?? .unknown
        case .list, .tuple: return worst(node.children(.element), steps)
        case .call: return CallExpression(node).map { kind(ofCall: $0, steps: steps) } ?? .unknown
        case .subscription: return asked(node) ?? node.child(.object).map { kind(of: $0, steps: steps + 1) } ?? .unknown
        case .listComprehension:
            return node.child(.element).map { kind(of: $0, steps: steps + 1) } ?? .unknown
        default: return .unknown
        }
    }

    private func worst(_ nodes: [Syntax], _ steps: Int) -> Kind {
        nodes.reduce(.stored) { Kind.worst($0, kind(of: $1, steps: steps + 1)) }
    }

    // MARK: Names

    private func kind(ofName name: Syntax, steps: Int) -> Kind {
        let reaching = body.flow.definitions.reaching(name)
        guard reaching.isComplete, !reaching.bindings.isEmpty else { return .unknown }
        return reaching.bindings.reduce(.stored) { Kind.worst($0, kind(of: $1, readBy: name, steps: steps)) }
    }

    /// What one binding gives a name.
    func kind(of binding: Binding, readBy name: Syntax, steps: Int = 0) -> Kind {
        switch Value(of: binding) {
        case .expression(let value):
            if let call = CallExpression(value.withoutParentheses.withoutAwait), isMaking(call) {
                return made(by: binding, readBy: name)
            }
            let found = kind(of: value, steps: steps + 1)
            // Whatever it is: once it is added and written it is stored.
            return found == .unknown ? made(by: binding, readBy: name) : found
        case .part(let whole): return asked(whole) ?? kind(of: whole, steps: steps + 1)
        case .parameter(let parameter): return kind(ofParameter: parameter)
        default: return .unknown
        }
    }

    private func kind(ofParameter parameter: Syntax) -> Kind {
        if let dependency = Dependency(of: parameter, in: module, analysis.index) {
            return kind(ofResultOf: dependency)
        }
        guard let argument, let name = parameter.child(.name)?.identifier else { return .unknown }
        return argument(name)
    }

    private func kind(ofResultOf dependency: Dependency) -> Kind {
        switch dependency.definition(analysis.index) {
        case .function(let function, let owner)?: return kind(ofResultOf: function, in: owner) { _ in .unknown }
        case .value(let value, let owner)?:
            guard let call = CallExpression(value.withoutParentheses) else { return .unknown }
            if analysis.index.definition(of: call.function, in: owner)?.externalName?.hasPrefix("fastapi_users.")
                == true
            {
                return .stored
            }
            guard case .type(let type, let home)? = analysis.index.definition(of: call.function, in: owner),
                case .function(let function, let place)? = analysis.index.member("__call__", of: type, in: home)
            else { return .unknown }
            return kind(ofResultOf: function, in: place) { _ in .unknown }
        default: return .unknown
        }
    }

    // MARK: Calls

    private func isMaking(_ call: CallExpression) -> Bool {
        if case .type? = analysis.index.definition(of: call.function, in: module) { return true }
        return false
    }

    /// What a query gives: of the session that was asked.
    private func asked(_ expression: Syntax) -> Kind? {
        guard let session = analysis.askedSession(of: expression, in: module) else { return nil }
        if argument != nil, isOpenedHere(session) { return .detached }
        return isGiven(session) ? .stored : .unknown
    }

    /// Not `self.db` of an object that opens its session itself, or is not seen to be given one.
    private func isGiven(_ session: Syntax) -> Bool {
        let node = session.withoutParentheses
        guard node.kind == .attribute, let object = node.child(.object), object.kind == .name,
            let type = module.semantics.enclosingClass(ofSelf: object)
        else { return true }
        guard
            case .function(let initializer, let owner)? = analysis.index.member("__init__", of: type, in: module),
            let own = initializer.parameters.first?.name
        else { return false }
        let values = initializer.body.subtree.filter { target in
            target.kind == .attribute && target.role == .target && target.lastName == node.lastName
                && target.child(.object)?.identifier == own
        }.compactMap { $0.parent?.child(.value)?.withoutParentheses }
        return values.count == 1
            && values.allSatisfy { value in
                value.kind == .name
                    && owner.semantics.variable(of: value)?.bindings.allSatisfy { $0.kind == .parameter } ?? false
            }
    }

    /// `with SessionLocal() as session:`, `session = SessionLocal()`: in an endpoint it is the task's own business.
    private func isOpenedHere(_ session: Syntax) -> Bool {
        guard session.withoutParentheses.kind == .name else { return false }
        switch body.flow.definitions.value(of: session) {
        case .parameter: return false
        default: return true
        }
    }

    private func isOwnSession(_ expression: Syntax) -> Bool {
        model.type(of: expression, in: module)?.session != nil && isOpenedHere(expression)
    }

    private func kind(ofCall call: CallExpression, steps: Int) -> Kind {
        if call.functionName == "merge", let session = call.receiver,
            model.type(of: session, in: module)?.session != nil
        {
            return .added
        }
        if let found = asked(call.node) { return found }
        switch analysis.model.callee(of: call, in: module) {
        case .function(let function, let owner)?:
            let isMethod = function.node.parent?.parent?.kind == .classDefinition
            let names = function.parameters.map(\.name)
            return kind(ofResultOf: function, in: owner) { name in
                guard let position = names.firstIndex(of: name), !call.hasUnpacking,
                    let value = call.argument(name, at: position - (isMethod ? 1 : 0))
                else { return .unknown }
                return kind(of: value, steps: steps + 1)
            }
        case .external(let name)? where ["builtins.list", "builtins.sorted", "builtins.reversed"].contains(name):
            return call.positional.first.map { kind(of: $0, steps: steps + 1) } ?? .unknown
        default: return .unknown
        }
    }

    private func kind(
        ofResultOf function: FunctionDefinition, in owner: ModuleFile, argument: @escaping (String) -> Kind
    ) -> Kind {
        guard depth < Self.maximumDepth else { return .unknown }
        var inner = RowOrigin(analysis, analysis.body(of: function, in: owner))
        inner.argument = argument
        inner.depth = depth + 1
        let kind: NodeKind = function.isGenerator ? .yield : .returnStatement
        let given = function.ownNodes(kind).compactMap { $0.child(.value) }
        return given.isEmpty ? .unknown : given.reduce(.stored) { Kind.worst($0, inner.kind(of: $1)) }
    }

    // MARK: What is made

    /// `row = Model(…)`: on every way to the place where the name is read it has been added, and then written.
    private func made(by binding: Binding, readBy name: Syntax) -> Kind {
        guard let statement = binding.statement else { return .unknown }
        let adding = body.events.filter { event in
            event.isCertain && event.added.contains { isSame($0, name) }
        }
        if argument != nil, adding.contains(where: { $0.operands.contains(where: isOwnSession) }) { return .detached }
        let additions = adding.map(\.statement)
        let graph = body.flow.graph
        guard !additions.isEmpty,
            !graph.hasPath(from: statement, to: name, avoiding: graph.barrier(additions)),
            !isTakenBack(after: additions, before: name)
        else { return .unknown }
        let writes = graph.barrier(body.writes)
        let isWritten = additions.allSatisfy { addition in
            body.writes.contains(addition) || !graph.hasPath(from: addition, to: name, avoiding: writes)
        }
        return isWritten ? .stored : .added
    }

    /// Rolled back, expunged or closed on some way from there.
    private func isTakenBack(after additions: [Syntax], before name: Syntax) -> Bool {
        let graph = body.flow.graph
        return body.events.contains { event in
            !event.work.isDisjoint(with: [.rollsBack, .detaches])
                && graph.mayRun(name, after: event.statement)
                && additions.contains { graph.mayRun(event.statement, after: $0) }
        }
    }

    private func isSame(_ row: Syntax, _ name: Syntax) -> Bool {
        body.flow.identities.areSame(row, name) || isSameVariable(row, name)
    }

    private func isSameVariable(_ left: Syntax, _ right: Syntax) -> Bool {
        guard left.withoutParentheses.kind == .name, let variable = module.semantics.variable(of: left) else {
            return false
        }
        return module.semantics.variable(of: right) == variable
    }
}
