/// `a < b`, or a chain of comparisons: `a < b <= c`.
public struct Comparison: Sendable, Hashable {
    public enum Operator: Sendable, Hashable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case contained, notContained, identical, notIdentical

        /// The operator after swapping the sides: `0 < count` for `count > 0`. Only the order comparisons change.
        public var mirrored: Operator {
            switch self {
            case .less: .greater
            case .lessOrEqual: .greaterOrEqual
            case .greater: .less
            case .greaterOrEqual: .lessOrEqual
            default: self
            }
        }
    }

    public let node: Syntax
    /// At least two.
    public let operands: [Syntax]
    /// One fewer than the operands; each follows the operand with the same index.
    public let operators: [Operator]

    /// Nil for every node but a comparison.
    public init?(_ node: Syntax) {
        guard node.kind == .comparison else { return nil }
        self.node = node
        let operands = node.children(.operand)
        self.operands = operands
        operators = operands.dropLast().map { Self.operation(at: $0.tokenRange.upperBound, node.tree) }
    }

    /// The two sides, if only two operands are compared.
    public var pair: (left: Syntax, operation: Operator, right: Syntax)? {
        operands.count == 2 ? (operands[0], operators[0], operands[1]) : nil
    }

    private static func operation(at token: Int, _ tree: SyntaxTree) -> Operator {
        switch tree.tokens[token].kind {
        case .doubleEqual: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessEqual: .lessOrEqual
        case .greater: .greater
        case .greaterEqual: .greaterOrEqual
        case .keywordIn: .contained
        case .keywordNot: .notContained
        // The parser knows no other comparison operator.
        default: tree.tokens[token + 1].kind == .keywordNot ? .notIdentical : .identical
        }
    }
}
