import PythonSyntax

/// Tells whether a condition asks if a value is a failure.
enum FailureTest {
    private static let failureWords = [
        "fail", "error", "exception", "timeout", "timed out", "invalid", "unavailable", "empty", "not_found",
        "not found",
        "rejected", "degraded",
    ]

    /// True where the condition holds when `target` failed: it reads the target, and says so in a way that is known.
    static func testsFailure(of target: Syntax, _ condition: Syntax) -> Bool {
        let node = condition.withoutParentheses
        guard node.subtree.contains(where: { $0.hasSameTokens(as: target) }) else { return false }
        switch node.kind {
        case .unary:
            // `not result`, `not result.ok`, `not result.get("success")`.
            guard node.tree.tokens[node.firstToken].kind == .keywordNot, let operand = node.child(.operand) else {
                return false
            }
            // `not result.failed` is a success.
            return isValue(operand.withoutParentheses, of: target) && !hasFailureWord(operand, beside: target)
        case .booleanOperation:
            let operands = node.children(.operand)
            let isOr = node.tree.tokens[operands[0].tokenRange.upperBound].kind == .keywordOr
            // Every way into an `or` has to be a failure; one conjunct of an `and` is enough.
            return isOr
                ? operands.allSatisfy { testsFailure(of: target, $0) }
                : operands.contains { testsFailure(of: target, $0) }
        case .comparison: return comparisonTestsFailure(node, target)
        case .call: return callTestsFailure(node, target)
        case .attribute, .subscription: return hasFailureWord(node, beside: target) && isValue(node, of: target)
        default: return false
        }
    }

    /// The target itself, or an attribute, item or `get` of it.
    private static func isValue(_ node: Syntax, of target: Syntax) -> Bool {
        var node = node.withoutParentheses
        while true {
            if node.hasSameTokens(as: target) { return true }
            switch node.kind {
            case .attribute, .subscription:
                guard let object = node.child(.object) else { return false }
                node = object
            case .call:
                guard let callee = node.child(.function) else { return false }
                let name = callee.tree.text(ofToken: callee.lastToken)
                if callee.kind == .attribute, ["get", "strip", "lower", "upper"].contains(name),
                    let object = callee.child(.object)
                {
                    node = object
                } else if ["len", "any", "bool"].contains(callee.text),
                    let argument = node.child(.arguments)?.child(.argument)
                {
                    node = argument
                } else {
                    return false
                }
            default: return false
            }
        }
    }

    private static func comparisonTestsFailure(_ node: Syntax, _ target: Syntax) -> Bool {
        let operands = node.children(.operand)
        guard operands.count == 2 else { return false }
        let operation = (operands[0].tokenRange.upperBound..<operands[1].firstToken)
            .map(node.tree.text(ofToken:)).joined(separator: " ")
        let isLeft = isValue(operands[0], of: target)
        guard isLeft || isValue(operands[1], of: target) else { return false }
        let (value, other) = isLeft ? (operands[0], operands[1]) : (operands[1], operands[0])
        let text = other.text.lowercased()
        let isCount = value.kind == .call && value.child(.function)?.text == "len"
        let valueFails = hasFailureWord(value, beside: target)
        switch operation {
        case "is", "==":
            if ["none", "false", "-1", "[]", "{}", "''", "\"\""].contains(text) { return !valueFails }
            return isCount ? text == "0" : hasFailureWord(other) || valueFails && text == "true"
        case "is not", "!=":
            if text == "none" { return valueFails }
            return ["true", "200", "0"].contains(text) && !valueFails || isSuccessWord(text)
        case "in": return isLeft ? text.contains("none") || hasFailureWord(other) : hasFailureWord(other)
        case "not in": return text.contains("200") || isSuccessWord(text)
        case ">=", ">": return value.text.lowercased().contains("status")
        case "<", "<=": return isCount
        default: return false
        }
    }

    private static func isSuccessWord(_ text: String) -> Bool {
        ["success", "ok", "complete", "done", "200", "pass", "ready", "data", "result"].contains { text.contains($0) }
    }

    private static func callTestsFailure(_ call: Syntax, _ target: Syntax) -> Bool {
        guard let callee = call.child(.function) else { return false }
        if callee.text == "isinstance" {
            let arguments = call.child(.arguments)?.children(.argument) ?? []
            return arguments.count == 2 && isValue(arguments[0], of: target)
                && ["exception", "error"].contains { arguments[1].text.lowercased().contains($0) }
        }
        let reads =
            isValue(callee, of: target)
            || call.child(.arguments)?.children(.argument).contains { isValue($0, of: target) } == true
        return reads && hasFailureWord(call, beside: target)
    }

    /// A failure word in what is asked of the target, not in its name.
    private static func hasFailureWord(_ node: Syntax, beside target: Syntax) -> Bool {
        let text = node.text.lowercased().replacing(target.text.lowercased(), with: "")
        return failureWords.contains { text.contains($0) }
    }

    private static func hasFailureWord(_ node: Syntax) -> Bool {
        let text = node.text.lowercased()
        return failureWords.contains { text.contains($0) }
    }
}
