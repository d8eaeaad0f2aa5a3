/// The keywords of Python 3.8 to 3.15, looked up by length and first byte.
enum Keywords {
    /// The kind of a name token's text.
    static func kind(_ text: UnsafePointer<UInt8>, _ length: Int) -> TokenKind {
        guard length >= 1, length <= 8 else { return .name }
        for entry in table[length] where entry.first == text[0] {
            if matches(entry.text, text, length) { return entry.kind }
        }
        return .name
    }

    private struct Entry: Sendable {
        let first: UInt8
        let text: StaticString
        let kind: TokenKind
    }

    private static func matches(_ word: StaticString, _ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let start = word.utf8Start
        for index in 0..<length where start[index] != text[index] { return false }
        return true
    }

    private static let table: [[Entry]] = {
        var table = [[Entry]](repeating: [], count: 9)
        for (text, kind) in words {
            table[text.utf8CodeUnitCount].append(Entry(first: text.utf8Start[0], text: text, kind: kind))
        }
        return table
    }()

    private static let words: [(StaticString, TokenKind)] = [
        ("False", .keywordFalse), ("None", .keywordNone), ("True", .keywordTrue), ("and", .keywordAnd),
        ("as", .keywordAs), ("assert", .keywordAssert), ("async", .keywordAsync), ("await", .keywordAwait),
        ("break", .keywordBreak), ("class", .keywordClass), ("continue", .keywordContinue), ("def", .keywordDef),
        ("del", .keywordDel), ("elif", .keywordElif), ("else", .keywordElse), ("except", .keywordExcept),
        ("finally", .keywordFinally), ("for", .keywordFor), ("from", .keywordFrom), ("global", .keywordGlobal),
        ("if", .keywordIf), ("import", .keywordImport), ("in", .keywordIn), ("is", .keywordIs),
        ("lambda", .keywordLambda), ("nonlocal", .keywordNonlocal), ("not", .keywordNot), ("or", .keywordOr),
        ("pass", .keywordPass), ("raise", .keywordRaise), ("return", .keywordReturn), ("try", .keywordTry),
        ("while", .keywordWhile), ("with", .keywordWith), ("yield", .keywordYield),
        ("match", .nameMatch), ("case", .nameCase), ("type", .nameType), ("lazy", .nameLazy), ("_", .nameUnderscore),
    ]
}
