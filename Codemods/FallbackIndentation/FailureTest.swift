import PythonSyntax
import Rewriting
import SourceText

/// Decides whether a condition asks for the failure of a value and nothing else.
struct FailureTest {
    private let target: Syntax

    static func testsFailure(of target: Syntax, _ condition: Syntax) -> Bool {
        FailureTest(target: target).holds(condition)
    }

    private func holds(_ condition: Syntax) -> Bool {
        let node = condition.withoutParentheses
        if let operand = UnaryOperation.denied(by: node) { return tested(operand)?.isGoodIfTrue ?? false }
        if let operation = BooleanOperation(node) {
            // What else an `and` asks decides about the log alone, such as whether it was written before.
            return operation.operation == .or
                ? operation.operands.allSatisfy(holds)
                : operation.operands.contains(where: holds)
                    && operation.operands.allSatisfy { holds($0) || asksOnlyTarget($0) }
        }
        if let (left, operation, right) = Comparison(node)?.pair {
            if operation == .contained || operation == .notContained {
                return isMember(left, of: right, denied: operation == .notContained)
            }
            if let value = tested(left) { return fails(value, operation, right) }
            return tested(right).map { fails($0, operation.mirrored, left) } ?? false
        }
        if let call = CallExpression(node), asks(call) { return true }
        if case .part(let words)? = tested(node) { return words.tellFailure }
        return false
    }

    /// True if a condition reads the target, constants and tests of types alone.
    private func asksOnlyTarget(_ condition: Syntax) -> Bool {
        let own = condition.subtree.filter { $0.hasSameTokens(as: target) }
        guard !own.isEmpty else { return false }
        return condition.subtree.filter { $0.kind == .name }.allSatisfy { name in
            own.contains { name.isDescendantOrSelf(of: $0) } || Self.measures.contains(lastNameOf: name)
                || name.identifier?.first?.isUppercase == true
        }
    }

    private static let measures: WordSet = ["any", "bool", "isinstance", "len", "str"]

    // MARK: The tested value

    private enum Tested {
        case whole(NameWords)
        case part(NameWords)
        case count(of: NameWords)

        /// True for a value that is false or empty only where the call gave nothing.
        var isGoodIfTrue: Bool {
            switch self {
            case .whole(let words), .count(let words): !words.tellTrouble
            case .part(let words): words.tellSuccess || words.tellContent
            }
        }

        /// The words of a whole or a part that may hold a status.
        var names: NameWords? {
            switch self {
            case .whole(let words), .part(let words): words
            case .count: nil
            }
        }
    }

    static let item = Pattern("$object[$key]")
    static let get = Pattern("$object.get($key, $...)")
    static let transforming = Pattern("$object.$method()", where: ["method": .named("strip", "lower", "upper")])
    static let measuring = Pattern(
        "$measure($value, $...)", where: ["measure": .all([.name, .named("len", "any", "bool")])])

    /// The target itself, an attribute or item of it, or the number of its items.
    private func tested(_ node: Syntax) -> Tested? {
        let node = node.withoutParentheses
        if node.hasSameTokens(as: target) { return .whole(NameWords(target.lastName ?? "")) }
        if let item = Self.item.match(node) ?? Self.get.match(node) {
            guard let object = item["object"], tested(object) != nil else { return nil }
            return .part(NameWords(item["key"]?.plainString ?? ""))
        }
        if let value = Self.transforming.match(node)?["object"] { return tested(value) }
        if let value = Self.measuring.match(node)?["value"] { return tested(value)?.names.map { .count(of: $0) } }
        let method = CallExpression(node).flatMap { $0.arguments.isEmpty ? $0.function : nil }
        let attribute = method ?? node
        guard attribute.kind == .attribute, let object = attribute.child(.object), tested(object) != nil else {
            return nil
        }
        let words = NameWords(attribute.lastName ?? "")
        // What is not done yet has not failed.
        return method != nil && words.contains(anyOf: ["complete", "completed", "done", "finished", "ready"])
            ? nil : .part(words)
    }

    // MARK: Comparisons

    /// Values that a call returns for "nothing".
    static let nothing: Patterns = ["None", "False", "-1", "[]", "{}", "''"]
    static let zero: Pattern = "0"

    private func fails(_ value: Tested, _ operation: Comparison.Operator, _ other: Syntax) -> Bool {
        switch operation {
        case .identical, .equal: equalsFailure(value, other)
        case .notIdentical, .notEqual: differsFromSuccess(value, other)
        // A status below 300 means success (RFC 9110, 15).
        case .greater: value.names?.tellStatus == true && (other.integer ?? 0) >= 299
        case .greaterOrEqual: value.names?.tellStatus == true && (other.integer ?? 0) >= 300
        case .less: isCount(value) && other.integer == 1
        case .lessOrEqual: isCount(value) && other.integer == 0
        case .contained, .notContained: false
        }
    }

    private func isCount(_ value: Tested) -> Bool {
        guard case .count = value else { return false }
        return value.isGoodIfTrue
    }

    private func equalsFailure(_ value: Tested, _ other: Syntax) -> Bool {
        if Self.nothing.matches(other) { return value.isGoodIfTrue }
        if Self.zero.matches(other) { return isCount(value) }
        if other.isTrue, case .part(let words) = value { return words.tellFailure }
        guard let names = value.names else { return false }
        if let number = other.integer { return names.tellStatus && (400..<600).contains(number) }
        return Self.constant(other)?.tellFailure ?? false
    }

    private func differsFromSuccess(_ value: Tested, _ other: Syntax) -> Bool {
        guard let names = value.names else { return false }
        if other.isNone || other.isFalse, case .part = value { return names.tellFailure }
        if other.isTrue { return value.isGoodIfTrue }
        if let number = other.integer {
            return number == 0 ? names.tellExitCode : names.tellStatus && (200..<300).contains(number)
        }
        return !names.tellTrouble && Self.constant(other)?.tellSuccess == true
    }

    private func isMember(_ left: Syntax, of right: Syntax, denied: Bool) -> Bool {
        if let text = left.plainString {
            guard tested(right) != nil else { return false }
            let words = NameWords(text)
            return denied ? words.tellSuccess || words.tellContent : words.tellFailure
        }
        let list = right.withoutParentheses
        guard let value = tested(left), [.tuple, .list, .set].contains(list.kind) else { return false }
        return list.children.allSatisfy { denied ? differsFromSuccess(value, $0) : equalsFailure(value, $0) }
    }

    /// The words of a string, or of the last name of a constant: `FAILED` in `CheckResult.FAILED`.
    private static func constant(_ node: Syntax) -> NameWords? {
        (node.plainString ?? (node.isDottedName ? node.lastName : nil)).map(NameWords.init)
    }

    // MARK: Calls

    static let typeTest: Pattern = "isinstance($value, $types)"

    /// `isinstance(result, Exception)`, `is_error(result)`.
    private func asks(_ call: CallExpression) -> Bool {
        if let test = Self.typeTest.match(call.node), let value = test["value"], let types = test["types"] {
            let listed = types.withoutParentheses
            let all = listed.kind == .tuple ? Array(listed.children) : [listed]
            return tested(value) != nil
                && all.allSatisfy { NameWords($0.lastName ?? "").contains(anyOf: ["error", "exception"]) }
        }
        guard call.arguments.count == 1, let value = call.positional.first, tested(value) != nil else { return false }
        let words = NameWords(call.functionName ?? "")
        return words.tellFailure && (words.contains(anyOf: ["has", "is", "was"]) || words.list.count == 1)
    }
}
