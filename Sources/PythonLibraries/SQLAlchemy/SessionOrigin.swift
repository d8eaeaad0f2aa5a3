import PythonSemantics
import PythonSyntax

/// Follows a session to the call that opens it, and to the factory in that call.
struct SessionOrigin {
    let model: FrameworkModel
    private static let maximumDepth = 12

    private var index: ProjectIndex { model.index }

    // MARK: One step

    /// The values that a dependency or other function hands out: those it yields, otherwise those it returns. Nil for
    /// a bare `return`.
    static func given(by function: FunctionDefinition) -> [Syntax?] {
        let nodes = function.ownNodes
        let yields = nodes.filter { $0.kind == .yield || $0.kind == .yieldFrom }
        let giving = yields.isEmpty ? nodes.filter { $0.kind == .returnStatement } : yields
        return giving.map { $0.child(.value) }
    }

    /// The call that made an expression's value: the expression itself, or the value of the name's only binding other
    /// than `None`.
    func call(giving session: Syntax, in owner: ModuleFile) -> CallExpression? {
        let node = Self.bare(session)
        if let call = CallExpression(node) { return call }
        guard node.kind == .name, let variable = owner.semantics.variable(of: node) else { return nil }
        let bindings = variable.bindings.filter {
            !($0.kind == .assignment && $0.statement?.child(.value)?.isNone == true)
        }
        guard bindings.count == 1, let parent = bindings[0].holder, bindings[0].isWholeTarget else {
            return nil
        }
        let value = parent.child(.context) ?? parent.child(.iterable) ?? parent.child(.value)
        return value.map(Self.bare).flatMap(CallExpression.init)
    }

    private static func bare(_ node: Syntax) -> Syntax { node.withoutParentheses.withoutAwait.withoutParentheses }

    /// The factory that is called: `sessionmaker(…)` for `SessionLocal()` and for `SessionLocal.begin()`.
    func factory(of call: CallExpression, in owner: ModuleFile) -> (value: Syntax, module: ModuleFile)? {
        let named = call.functionName == "begin" ? call.function.child(.object) ?? call.function : call.function
        guard case .value(let value, let home)? = index.definition(of: named, in: owner) else { return nil }
        return (value, home)
    }

    // MARK: All the way

    /// The calls that make sessions or their factories, outermost first: `SessionLocal()` and then the
    /// `sessionmaker(engine)` that it leads to, `next(get_db())` through the dependency's body.
    func makers(of session: Syntax, in owner: ModuleFile) -> [(call: CallExpression, module: ModuleFile)] {
        makers(of: session, in: owner, depth: 0)
    }

    private func makers(
        of session: Syntax, in owner: ModuleFile, depth: Int
    ) -> [(call: CallExpression, module: ModuleFile)] {
        guard depth < Self.maximumDepth else { return [] }
        if let call = call(giving: session, in: owner) { return makers(ofOpening: call, in: owner, depth: depth + 1) }
        guard session.kind == .name, let variable = owner.semantics.variable(of: session), variable.bindings.count == 1,
            variable.bindings[0].kind == .parameter, let parameter = variable.bindings[0].node.parent,
            let dependency = Dependency(of: parameter, in: owner, index),
            case .function(let function, let home)? = dependency.definition(index)
        else { return [] }
        return makers(ofResultOf: function, in: home, depth: depth + 1)
    }

    private func makers(
        ofResultOf function: FunctionDefinition, in owner: ModuleFile, depth: Int
    ) -> [(call: CallExpression, module: ModuleFile)] {
        Self.given(by: function).compactMap(\.self).flatMap { makers(of: $0, in: owner, depth: depth + 1) }
    }

    private func makers(
        ofOpening call: CallExpression, in owner: ModuleFile, depth: Int
    ) -> [(call: CallExpression, module: ModuleFile)] {
        if let factory = factory(of: call, in: owner) {
            let makers = wrapped(factory.value, in: factory.module, depth: depth)
            return makers.isEmpty ? [] : [(call, owner)] + makers
        }
        switch index.definition(of: call.function, in: owner) {
        case .function(let function, let home)?: return makers(ofResultOf: function, in: home, depth: depth + 1)
        case .external(let name)? where name == "builtins.next" || name == "builtins.anext":
            return call.positional.first.map { makers(of: $0, in: owner, depth: depth + 1) } ?? []
        case .external?: return [(call, owner)]
        default: return []
        }
    }

    /// `scoped_session(sessionmaker(engine))`: the factory and its argument.
    private func wrapped(
        _ factory: Syntax, in owner: ModuleFile, depth: Int
    ) -> [(call: CallExpression, module: ModuleFile)] {
        guard depth < Self.maximumDepth, let call = CallExpression(factory.withoutParentheses) else { return [] }
        return [(call, owner)] + (call.positional.first.map { wrapped($0, in: owner, depth: depth + 1) } ?? [])
    }
}
