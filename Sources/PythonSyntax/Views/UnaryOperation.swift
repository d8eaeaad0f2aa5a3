/// `not a`, `-a`, `+a` or `~a`.
public struct UnaryOperation: Sendable, Hashable {
    public enum Operator: Sendable, Hashable {
        case not, minus, plus, invert
    }

    public let node: Syntax
    public let operation: Operator
    public let operand: Syntax

    /// Nil for every node but an operator with one operand.
    public init?(_ node: Syntax) {
        guard node.kind == .unary, let operand = node.child(.operand) else { return nil }
        self.node = node
        self.operand = operand
        operation =
            switch node.tree.tokens[node.firstToken].kind {
            case .keywordNot: .not
            case .minus: .minus
            case .plus: .plus
            default: .invert
            }
    }

    /// The operand of `not`; nil for every other expression.
    public static func denied(by node: Syntax) -> Syntax? {
        UnaryOperation(node).flatMap { $0.operation == .not ? $0.operand : nil }
    }
}
