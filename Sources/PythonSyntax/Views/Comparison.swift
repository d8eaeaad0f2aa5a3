/// `a < b`, or several of them in a row: `a < b <= c`.
public struct Comparison: Sendable, Hashable {
    public enum Operator: Sendable, Hashable {
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case contained, notContained, identical, notIdentical

        /// What it is with the two sides the other way round: `0 < count` for `count > 0`. Only sizes have two.
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
    /// One fewer than the operands; each stands after the operand of its index.
    public let operators: [Operator]

    /// Nil for every node but a comparison.
    public init?(_ node: Syntax) {
        guard node.kind == .comparison else { return nil }
        self.node = node
        let operands = node.children(.operand)
        self.operands = operands
        operators = operands.dropLast().map { Self.operation(at: $0.tokenRange.upperBound, node.tree) }
    }

    /// The two sides where only two things are compared.
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
        // The parser knows no other operator of comparison.
        default: tree.tokens[token + 1].kind == .keywordNot ? .notIdentical : .identical
        }
    }
}
