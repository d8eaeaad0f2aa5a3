import PythonLibraries
import PythonSemantics
import PythonSyntax

/// The locks that a query takes until its transaction ends: on the rows that it finds, or by a function of the database.
struct QueryLocks {
    let analysis: SessionWorkAnalysis
    let module: ModuleFile
    private static let maximumDepth = 6

    /// What sending a query does besides, by its arguments: `with_for_update=True`, `select(…).with_for_update()`.
    func asked(by call: CallExpression) -> SessionWork {
        let option = call.keyword("with_for_update").map { !$0.isNone && !$0.isFalse } ?? false
        return option || call.arguments.contains { locks($0.value, depth: 0) } ? .blocks : []
    }

    private func locks(_ query: Syntax, depth: Int) -> Bool {
        query.subtree.contains { node in
            if let call = CallExpression(node) {
                let name = call.functionName ?? ""
                if QueryMethods.roles(of: name).contains(.locks) { return true }
                return isFunction(call) && name.lowercased().contains("lock")
                    || isText(call) && call.positional.contains(where: isLocking)
            }
            guard node.kind == .name, depth < Self.maximumDepth,
                let variable = module.semantics.variable(of: node), variable.scope.kind == .function
            else { return false }
            return variable.bindings.contains { binding in
                guard let value = Value(of: binding).expression, !node.isDescendantOrSelf(of: value) else {
                    return false
                }
                return CallExpression(value.withoutParentheses) != nil && locks(value, depth: depth + 1)
            }
        }
    }

    /// `func.pg_advisory_xact_lock(…)`
    private func isFunction(_ call: CallExpression) -> Bool { name(of: call)?.contains(".func.") ?? false }

    private func isText(_ call: CallExpression) -> Bool { name(of: call)?.hasSuffix(".text") ?? false }

    private func name(of call: CallExpression) -> String? {
        analysis.index.definition(of: call.function, in: module)?.externalName
    }

    private static let words = [
        "LOCK TABLE", "ADVISORY_LOCK", "ADVISORY_XACT_LOCK", "GET_LOCK(", "GET_APPLOCK", "FOR UPDATE", "FOR SHARE",
        "FOR NO KEY UPDATE", "FOR KEY SHARE",
    ]

    private func isLocking(_ text: Syntax) -> Bool {
        let upper = text.text.uppercased()
        return Self.words.contains(where: upper.contains)
    }
}
