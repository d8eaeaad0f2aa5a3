/// An arithmetic or bitwise operation such as `a + b`; not a comparison, not `and` or `or`.
public struct BinaryOperation: Sendable, Hashable {
    public enum Operator: Sendable, Hashable {
        case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
        case leftShift, rightShift, bitwiseAnd, bitwiseOr, bitwiseXor
    }

    public let node: Syntax
    public let left: Syntax
    public let operation: Operator
    public let right: Syntax

    /// Nil for every node but an operator with two operands.
    public init?(_ node: Syntax) {
        guard node.kind == .binary, let left = node.child(.left), let right = node.child(.right),
            let operation = Self.operation(node.tree.tokens[left.tokenRange.upperBound].kind)
        else { return nil }
        self.node = node
        self.left = left
        self.right = right
        self.operation = operation
    }

    private static func operation(_ token: TokenKind) -> Operator? {
        switch token {
        case .plus: .add
        case .minus: .subtract
        case .star: .multiply
        case .slash: .divide
        case .doubleSlash: .floorDivide
        case .percent: .modulo
        case .doubleStar: .power
        case .at: .matrixMultiply
        case .leftShift: .leftShift
        case .rightShift: .rightShift
        case .ampersand: .bitwiseAnd
        case .bar: .bitwiseOr
        case .caret: .bitwiseXor
        default: nil
        }
    }
}
