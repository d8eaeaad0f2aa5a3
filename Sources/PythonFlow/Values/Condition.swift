import PythonSemantics
import PythonSyntax

/// Facts about an object at a place.
public struct KnownFacts: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let isNotNone = KnownFacts(rawValue: 1)
    public static let isNone = KnownFacts(rawValue: 2)
    public static let isTruthy = KnownFacts(rawValue: 4)
    public static let isFalsy = KnownFacts(rawValue: 8)
}

/// A fact about a name or attribute, from the outcome of a test.
struct Implication {
    let subject: Syntax
    let facts: KnownFacts
    /// The literal to which it is equal.
    var equal: Syntax?

    /// The facts that follow if a test is true, or false.
    static func of(_ test: Syntax, isTrue: Bool) -> [Implication] {
        var found: [Implication] = []
        // An explicit stack: operands may nest to any depth.
        var open = [(test, isTrue)]
        while let (test, isTrue) = open.popLast() {
            let node = test.withoutParentheses
            switch node.kind {
            case .name, .attribute:
                found.append(Implication(subject: node, facts: isTrue ? [.isTruthy, .isNotNone] : .isFalsy))
            case .unary where node.tree.token(node.firstToken, is: "not"):
                if let operand = node.child(.operand) { open.append((operand, !isTrue)) }
            case .booleanOperation:
                // All operands of a true `and` are true, all of a false `or` are false.
                if isConjunction(node) == isTrue { open += node.children(.operand).map { ($0, isTrue) } }
            case .namedExpression:
                if let target = node.child(.target) { open.append((target, isTrue)) }
            case .comparison: found += comparison(node, isTrue: isTrue)
            case .call: found += instance(node, isTrue: isTrue)
            default: break
            }
        }
        return found
    }

    /// True for `and`, false for `or`.
    static func isConjunction(_ operation: Syntax) -> Bool {
        guard let first = operation.child(.operand) else { return false }
        return operation.tree.token(first.tokenRange.upperBound, is: "and")
    }

    /// `x is None`, `x == "a"` and their negations.
    private static func comparison(_ node: Syntax, isTrue: Bool) -> [Implication] {
        let operands = node.children(.operand)
        guard operands.count == 2 else { return [] }
        let (left, right) = (subject(operands[0]), subject(operands[1]))
        let sign = (operands[0].tokenRange.upperBound..<operands[1].tokenRange.lowerBound)
            .map(node.tree.text(ofToken:)).joined(separator: " ")
        let isEqual: Bool
        switch sign {
        case "is", "==": isEqual = isTrue
        case "is not", "!=": isEqual = !isTrue
        default: return []
        }
        for (object, other) in [(left, right), (right, left)] where object.kind == .name || object.kind == .attribute {
            if isNone(other) {
                return [Implication(subject: object, facts: isEqual ? [.isNone, .isFalsy] : .isNotNone)]
            }
            if isLiteral(other), isEqual { return [Implication(subject: object, facts: .isNotNone, equal: other)] }
        }
        return []
    }

    /// The name that `(x := f())` binds.
    private static func subject(_ operand: Syntax) -> Syntax {
        let node = operand.withoutParentheses
        return node.kind == .namedExpression ? node.child(.target) ?? node : node
    }

    /// `isinstance(x, C)`. `type(None)` may be among the classes if a name stands for several.
    private static func instance(_ node: Syntax, isTrue: Bool) -> [Implication] {
        guard isTrue, let call = CallExpression(node), call.function.kind == .name, call.functionName == "isinstance",
            call.arguments.count == 2, let object = call.positional.first,
            let type = call.positional.last?.withoutParentheses, type.kind == .name,
            ["str", "int", "float", "bool", "bytes", "dict", "list", "tuple", "set"].contains(type.text)
        else { return [] }
        return [Implication(subject: object.withoutParentheses, facts: .isNotNone)]
    }

    private static func isNone(_ node: Syntax) -> Bool {
        node.kind == .constant && node.tree.token(node.firstToken, is: "None")
    }

    private static func isLiteral(_ node: Syntax) -> Bool {
        switch node.kind {
        case .number, .constant: true
        case .string: node.firstChild == nil
        case .unary: node.child(.operand)?.kind == .number
        default: false
        }
    }
}
