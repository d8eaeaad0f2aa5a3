import PythonSyntax
import Rewriting
import SourceText

/// Decides whether a condition tests a value for failure.
enum FailureTest {
    private static let failureWords = [
        "fail", "error", "exception", "timeout", "timed out", "invalid", "unavailable", "empty", "not_found",
        "not found",
        "rejected", "degraded",
    ]

    /// True if the condition holds when `target` failed: it reads the target, and has a known form.
    static func testsFailure(of target: Syntax, _ condition: Syntax) -> Bool {
        let node = condition.withoutParentheses
        guard node.subtree.contains(where: { $0.hasSameTokens(as: target) }) else { return false }
        if let operand = UnaryOperation.denied(by: node) {
            // `not result`, `not result.ok`, `not result.get("success")`; `not result.failed` tests for success.
            return isValue(operand, of: target) && !hasFailureWord(operand, beside: target)
        }
        if let operation = BooleanOperation(node) {
            // Every operand of an `or` must test for failure; one operand of an `and` is enough.
            return operation.operation == .or
                ? operation.operands.allSatisfy { testsFailure(of: target, $0) }
                : operation.operands.contains { testsFailure(of: target, $0) }
        }
        if let (left, operation, right) = Comparison(node)?.pair {
            if isValue(left, of: target) { return fails(left, operation, right, target, isLeft: true) }
            return isValue(right, of: target) && fails(right, operation.mirrored, left, target, isLeft: false)
        }
        if let call = CallExpression(node) { return callTestsFailure(call, target) }
        return (node.kind == .attribute || node.kind == .subscription) && hasFailureWord(node, beside: target)
            && isValue(node, of: target)
    }

    // MARK: The tested value

    /// The target itself, or an attribute, item or `get` of it.
    static let reading = Pattern(
        "$target.$...steps",
        where: ["steps": .any([.kind(.attribute, .subscription), .matching([transforming])])])
    static let transforming = Pattern(
        "$_.$method($...)", where: ["method": .named("get", "strip", "lower", "upper")])
    static let measuring = Pattern(
        "$measure($value, $...)", where: ["measure": .all([.name, .named("len", "any", "bool")])])

    private static func isValue(_ node: Syntax, of target: Syntax) -> Bool {
        if reading.matches(node, binding: ["target": target]) { return true }
        return measuring.match(node)?["value"].map { isValue($0, of: target) } ?? false
    }

    // MARK: Comparisons

    static let count: Pattern = "len($...)"
    /// Values that a call returns for "nothing".
    static let nothing: Patterns = ["None", "False", "-1", "[]", "{}", "''"]
    static let zero: Pattern = "0"
    /// Values that a successful call returns.
    static let success: Patterns = ["True", "200", "0"]

    /// A comparison of the tested value with something else, on either side.
    private static func fails(
        _ value: Syntax, _ operation: Comparison.Operator, _ other: Syntax, _ target: Syntax, isLeft: Bool
    ) -> Bool {
        let isCount = count.matches(value)
        let valueFails = hasFailureWord(value, beside: target)
        switch operation {
        case .identical, .equal:
            if nothing.matches(other) { return !valueFails }
            return isCount ? zero.matches(other) && !valueFails : hasFailureWord(other) || valueFails && other.isTrue
        case .notIdentical, .notEqual:
            if other.isNone { return valueFails }
            return success.matches(other) && !valueFails || hasSuccessWord(other)
        case .contained: return isLeft && words(other).contains("none") || hasFailureWord(other)
        case .notContained: return words(other).contains("200") || hasSuccessWord(other)
        // A status below 300 means success (RFC 9110, 15).
        case .greaterOrEqual, .greater: return words(value).contains("status") && (other.integer ?? 0) >= 299
        case .less, .lessOrEqual: return isCount && !valueFails
        }
    }

    // MARK: Calls

    static let typeTest: Pattern = "isinstance($value, $types)"

    private static func callTestsFailure(_ call: CallExpression, _ target: Syntax) -> Bool {
        if call.function.identifier == "isinstance" {
            guard let test = typeTest.match(call.node), let value = test["value"], let types = test["types"] else {
                return false
            }
            return isValue(value, of: target) && ["exception", "error"].contains(where: words(types).contains)
        }
        let reads = isValue(call.function, of: target) || call.positional.contains { isValue($0, of: target) }
        return reads && hasFailureWord(call.node, beside: target)
    }

    // MARK: Words

    /// An expression in lower case, as a person reads it.
    private static func words(_ node: Syntax) -> String { node.text.lowercased() }

    private static func hasSuccessWord(_ node: Syntax) -> Bool {
        ["success", "ok", "complete", "done", "200", "pass", "ready", "data", "result"].contains(
            where: words(node).contains)
    }

    /// True if the tested value, apart from the target's name, contains a failure word.
    private static func hasFailureWord(_ node: Syntax, beside target: Syntax) -> Bool {
        let source = node.tree.source
        var text = ""
        var end = node.start
        for same in node.subtree where same.start >= end && same.hasSameTokens(as: target) {
            text += source.string(in: end..<same.start)
            end = same.end
        }
        text += source.string(in: end..<node.end)
        return failureWords.contains(where: text.lowercased().contains)
    }

    private static func hasFailureWord(_ node: Syntax) -> Bool {
        failureWords.contains(where: words(node).contains)
    }
}
