/// Recognises Python 2 by the construct at which the parser stopped.
enum Python2 {
    static func recognized(
        _ error: SyntaxError, tokens: borrowing Arena<Token>, bytes: [UInt8], failedAt index: Int
    ) -> SyntaxError {
        guard error.kind == .invalid, let construct = construct(tokens, bytes, index) else {
            return error.kind == .python2 ? described(error, as: error.message) : error
        }
        return described(error, as: construct)
    }

    private static func described(_ error: SyntaxError, as construct: String) -> SyntaxError {
        SyntaxError("Python 2 (\(construct)); only Python 3 is supported", at: error.offset, kind: .python2)
    }

    private static func construct(_ tokens: borrowing Arena<Token>, _ bytes: [UInt8], _ index: Int) -> String? {
        guard index > 0, index < tokens.count else { return nil }
        let previous = text(of: tokens[index - 1], bytes)
        let found = tokens[index].kind
        if ["print", "exec"].contains(previous), isStatementStart(tokens, index - 1), found != .newline {
            return "the \(previous) statement"
        }
        if ["ur", "UR", "uR", "Ur"].contains(previous), found == .string { return "an ur'' literal" }
        if tokens[index - 1].kind == .less, found == .greater { return "the operator '<>'" }
        guard let first = statementStart(tokens, index) else { return nil }
        switch tokens[first].kind {
        case .keywordRaise where found == .comma: return "raise with a comma"
        case .keywordDef where found == .leftParenthesis: return "a tuple parameter"
        case .name where isStatementStart(tokens, first) && tokens[first + 1].kind != .leftParenthesis:
            let name = text(of: tokens[first], bytes)
            return ["print", "exec"].contains(name) ? "the \(name) statement" : nil
        default: return nil
        }
    }

    private static func text(of token: Token, _ bytes: [UInt8]) -> String {
        String(decoding: bytes[token.range], as: UTF8.self)
    }

    private static func isStatementStart(_ tokens: borrowing Arena<Token>, _ index: Int) -> Bool {
        guard index > 0 else { return true }
        switch tokens[index - 1].kind {
        case .newline, .indent, .dedent, .semicolon, .colon: return true
        default: return false
        }
    }

    /// The first token of a token's statement, as far as line ends and semicolons show.
    private static func statementStart(_ tokens: borrowing Arena<Token>, _ index: Int) -> Int? {
        var first = index
        while first > 0 {
            switch tokens[first - 1].kind {
            case .newline, .indent, .dedent, .semicolon: return first
            default: first -= 1
            }
        }
        return first
    }
}
