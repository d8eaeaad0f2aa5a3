/// `a and b and c`, or the same with `or`. Mixed operators nest.
public struct BooleanOperation: Sendable, Hashable {
    public enum Operator: Sendable, Hashable {
        case and, or
    }

    public let node: Syntax
    public let operation: Operator
    /// At least two.
    public let operands: [Syntax]

    /// Nil for every node but `and` and `or`.
    public init?(_ node: Syntax) {
        guard node.kind == .booleanOperation, let first = node.firstChild else { return nil }
        self.node = node
        operation = node.tree.tokens[first.tokenRange.upperBound].kind == .keywordOr ? .or : .and
        operands = node.children(.operand)
    }
}
