import PythonSyntax
import SourceText

/// Compares code as far as formatters leave it alone.
enum CodeEquality {
    /// True if two texts have the same names, keywords and operators in the same order. Formatters add and remove parentheses, commas
    /// and line breaks, and write strings and numbers in another way.
    static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        if one == other { return true }
        guard let left = tokens(one), let right = tokens(other) else { return false }
        return left == right
    }

    private static func tokens(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        guard let source = try? SourceText(fileBytes: bytes), let tree = try? SyntaxTree(parsing: source) else {
            return nil
        }
        return tree.tokens.indices.filter { !isLayout(tree.tokens[$0].kind) }.map(tree.bytes(ofToken:))
    }

    private static func isLayout(_ kind: TokenKind) -> Bool {
        switch kind {
        case .endOfFile, .newline, .indent, .dedent, .leftParenthesis, .rightParenthesis, .comma, .semicolon, .string,
            .fStringStart, .fStringMiddle, .fStringEnd, .number:
            true
        default: false
        }
    }
}
