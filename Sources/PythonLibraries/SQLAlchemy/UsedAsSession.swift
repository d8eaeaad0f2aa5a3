import PythonSemantics
import PythonSyntax

/// A session that nothing declares and whose use gives it away: `db.query(User)`, or `db.add(User(…))` with a commit or with
/// `db.scalar(select(User))`.
struct UsedAsSession {
    let types: TypeInference

    /// The type of a parameter without an annotation, or of the target of a `with` whose context is unknown.
    func type(ofName name: Syntax) -> InferredType? {
        types.module.semantics.variable(of: name).flatMap { type(ofObjects: $0.references) }
    }

    /// The type of `self.db` in the methods of a class.
    func type(ofMember name: String, in type: ClassDefinition) -> InferredType? {
        let objects = type.body.subtree.filter { node in
            node.kind == .attribute && node.role == .object && node.lastName == name
                && node.child(.object).flatMap(types.module.semantics.enclosingClass)?.node == type.node
        }
        return self.type(ofObjects: objects)
    }

    /// The type of `db.session` where `db` is a parameter without an annotation: an extension that is handed on.
    func type(ofExtension node: Syntax) -> InferredType? {
        guard node.lastName == "session", let object = node.child(.object), object.kind == .name,
            let variable = types.module.semantics.variable(of: object), variable.bindings.count == 1,
            variable.bindings[0].kind == .parameter, variable.bindings[0].node.parent?.child(.annotation) == nil
        else { return nil }
        return types.model.type(ofPartsOf: variable) {
            let sessions = variable.references.compactMap(\.parent).filter { $0.hasSameTokens(as: node) }
            guard let type = type(ofObjects: sessions)?.session else { return nil }
            return .session(SessionType(isAsync: type.isAsync, isScoped: true))
        }
    }

    private func type(ofObjects objects: [Syntax]) -> InferredType? {
        let calls = objects.compactMap { object -> CallExpression? in
            guard object.role == .object, object.parent?.kind == .attribute, object.parent?.role == .function else {
                return nil
            }
            return object.parent?.parent.flatMap(CallExpression.init)
        }
        if calls.contains(where: queriesClass) { return .session(SessionType(isAsync: false)) }
        guard calls.contains(where: addsRow) else { return nil }
        let sent = calls.filter { ["commit", "flush"].contains($0.functionName) || asksForRows($0) }
        let awaited = sent.count { $0.node.parent?.kind == .await }
        guard !sent.isEmpty, awaited == 0 || awaited == sent.count else { return nil }
        return .session(SessionType(isAsync: awaited > 0))
    }

    /// `db.scalar(select(User).where(…))`. A connection has that, too, but no `add`.
    private func asksForRows(_ call: CallExpression) -> Bool {
        guard ["execute", "scalar", "scalars", "exec"].contains(call.functionName), let asked = call.positional.first
        else { return false }
        if asked.kind == .name, let bindings = types.module.semantics.variable(of: asked)?.bindings {
            return bindings.contains { $0.isWholeTarget && $0.statement?.child(.value).map(isQuery) ?? false }
        }
        return isQuery(asked)
    }

    /// `select(User).where(…)`
    private func isQuery(_ value: Syntax) -> Bool {
        var node = value.withoutParentheses
        while let inner = CallExpression(node), let receiver = inner.receiver {
            if types.model.isSelect(inner, in: types.module) { return true }
            node = receiver.withoutParentheses
        }
        return CallExpression(node).map { types.model.isSelect($0, in: types.module) } ?? false
    }

    private func queriesClass(_ call: CallExpression) -> Bool {
        guard call.functionName == "query", let first = call.positional.first else { return false }
        return types.mappedClass(named: first) != nil
            || first.child(.object).flatMap(types.mappedClass) != nil
    }

    /// A set has no commit.
    private func addsRow(_ call: CallExpression) -> Bool {
        guard call.functionName == "add", let row = call.positional.first else { return false }
        if let made = CallExpression(row) { return types.mappedClass(named: made.function) != nil }
        guard let variable = types.module.semantics.variable(of: row), !variable.isDefined else { return false }
        return variable.bindings.contains { binding in
            guard binding.isWholeTarget, let value = binding.statement?.child(.value) else { return false }
            return CallExpression(value).flatMap { types.mappedClass(named: $0.function) } != nil
        }
    }
}
