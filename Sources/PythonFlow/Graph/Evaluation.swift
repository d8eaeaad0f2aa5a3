import PythonSyntax

/// How often an expression is evaluated when its statement runs.
public enum Evaluation {
    /// True if an expression is evaluated exactly once whenever the statement around it runs: no operator, condition, loop or lambda
    /// inside the statement decides about it.
    public static func isCertain(of expression: Syntax, in statement: Syntax) -> Bool {
        var node = expression
        for parent in expression.ancestors {
            if node == statement { break }
            if decides(parent, about: node) { return false }
            node = parent
        }
        return true
    }

    private static func decides(_ parent: Syntax, about node: Syntax) -> Bool {
        switch parent.kind {
        case .booleanOperation: parent.firstChild != node
        // `a < b < c`: the third operand is asked for only if the first comparison holds.
        case .comparison: Comparison(parent)?.operands.firstIndex(of: node).map { $0 > 1 } ?? false
        case .conditional: node.role != .test
        case .lambda, .whileStatement, .elifClause, .parameter, .decorator, .caseClause, .withItem: true
        case .assertStatement: node.role == .message
        case .comprehensionClause: node.role != .iterable || parent.parent?.child(.item) != parent
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression: node.role != .item
        default: false
        }
    }
}
