import PythonSyntax

/// The names of operators in `ast`.
extension ASTDump {
    /// The operator after an operand: `+` in `a + b` and `a += b`.
    func operatorName(behind operand: Syntax?) -> String {
        guard let operand else { return "?" }
        return Self.binary[tree.tokens[operand.tokenRange.upperBound].kind] ?? "?"
    }

    /// The operator of a comparison between two operands; `is not` and `not in` are two tokens.
    func comparisonName(behind operand: Syntax) -> String {
        let index = operand.tokenRange.upperBound
        switch tree.tokens[index].kind {
        case .keywordIs: return tree.tokens[index + 1].kind == .keywordNot ? "IsNot" : "Is"
        case .keywordNot: return "NotIn"
        case let kind: return Self.comparison[kind] ?? "?"
        }
    }

    func unaryName(_ node: Syntax) -> String {
        switch tree.tokens[node.firstToken].kind {
        case .keywordNot: "Not"
        case .minus: "USub"
        case .plus: "UAdd"
        default: "Invert"
        }
    }

    private static let binary: [TokenKind: String] = [
        .plus: "Add", .minus: "Sub", .star: "Mult", .at: "MatMult", .slash: "Div", .percent: "Mod",
        .doubleStar: "Pow", .leftShift: "LShift", .rightShift: "RShift", .bar: "BitOr", .caret: "BitXor",
        .ampersand: "BitAnd", .doubleSlash: "FloorDiv",
        .plusEqual: "Add", .minusEqual: "Sub", .starEqual: "Mult", .atEqual: "MatMult", .slashEqual: "Div",
        .percentEqual: "Mod", .doubleStarEqual: "Pow", .leftShiftEqual: "LShift", .rightShiftEqual: "RShift",
        .barEqual: "BitOr", .caretEqual: "BitXor", .ampersandEqual: "BitAnd", .doubleSlashEqual: "FloorDiv",
        .keywordAnd: "And", .keywordOr: "Or",
    ]

    private static let comparison: [TokenKind: String] = [
        .doubleEqual: "Eq", .notEqual: "NotEq", .less: "Lt", .lessEqual: "LtE", .greater: "Gt", .greaterEqual: "GtE",
        .keywordIn: "In",
    ]
}
