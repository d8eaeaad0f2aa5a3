import PythonSyntax

/// Statements that report what happened and change nothing in the database.
enum Harmless {
    static func isHarmless(_ node: Syntax) -> Bool {
        switch node.kind {
        case .block: return node.children.allSatisfy { !$0.kind.isStatement || isHarmless($0) }
        case .passStatement, .continueStatement, .breakStatement: return true
        case .augmentedAssignment: return node.child(.target)?.kind == .name && node.child(.value)?.kind == .number
        case .expressionStatement:
            guard let value = node.child(.value) else { return false }
            if value.kind == .string { return true }
            guard let call = CallExpression(value), let name = call.functionName else { return false }
            let reports: Set<String> = [
                "print", "debug", "info", "warning", "error", "exception", "critical", "log", "echo", "secho", "append",
                "write",
                "success", "warn",
            ]
            return reports.contains(name)
        default: return false
        }
    }
}
