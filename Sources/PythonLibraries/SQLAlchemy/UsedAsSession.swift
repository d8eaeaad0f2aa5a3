import PythonSemantics
import PythonSyntax

/// A session that nothing declares and whose use gives it away: `db.query(User)`, or `db.add(User(…))` with a commit.
struct UsedAsSession {
    let types: TypeInference

    /// The type of a parameter without an annotation.
    func type(ofParameter name: Syntax) -> InferredType? {
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

    private func type(ofObjects objects: [Syntax]) -> InferredType? {
        let calls = objects.compactMap { object -> CallExpression? in
            guard object.role == .object, object.parent?.kind == .attribute, object.parent?.role == .function else {
                return nil
            }
            return object.parent?.parent.flatMap(CallExpression.init)
        }
        if calls.contains(where: queriesClass) { return .session(SessionType(isAsync: false)) }
        guard calls.contains(where: addsRow) else { return nil }
        let ends = calls.filter { ["commit", "flush"].contains($0.functionName) }
        let awaited = ends.count { $0.node.parent?.kind == .await }
        guard !ends.isEmpty, awaited == 0 || awaited == ends.count else { return nil }
        return .session(SessionType(isAsync: awaited > 0))
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
            guard binding.node.role == .target, let value = binding.statement?.child(.value) else { return false }
            return CallExpression(value).flatMap { types.mappedClass(named: $0.function) } != nil
        }
    }
}
