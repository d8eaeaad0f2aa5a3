import SourceText

/// One or more adjacent string literals, which Python joins: `"a" f'{b}'`.
public struct StringLiteral: Sendable, Hashable {
    public let node: Syntax

    /// Nil for every node but a string.
    public init?(_ node: Syntax) {
        guard node.kind == .string else { return nil }
        self.node = node
    }

    /// The text between the quotes as written, with its escapes; for f-strings, the text around the fields.
    public var writtenText: String {
        node.tokenRange.map { index -> String in
            switch node.tree.tokens[index].kind {
            case .fStringMiddle: node.tree.text(ofToken: index)
            case .string: Self.withoutQuotes(node.tree.text(ofToken: index))
            default: ""
            }
        }.joined()
    }

    private static func withoutQuotes(_ text: String) -> String {
        func isQuote(_ character: Character) -> Bool { character == "'" || character == "\"" }
        let content = text.drop { !isQuote($0) }.drop(while: isQuote)
        return String(content.reversed().drop(while: isQuote).reversed())
    }

    /// True if one of the literals continues after the end of its line without a backslash, such as a table or a
    /// dump.
    public var spansLines: Bool {
        var starts: [Int] = []
        return node.tokenRange.contains { index in
            let token = node.tree.tokens[index]
            let literal: Range<Int>
            switch token.kind {
            case .string: literal = token.range
            case .fStringStart:
                starts.append(token.range.lowerBound)
                return false
            case .fStringEnd: literal = (starts.popLast() ?? token.range.lowerBound)..<token.range.upperBound
            default: return false
            }
            return Self.hasLineEnd(node.tree.source.bytes[literal])
        }
    }

    private static func hasLineEnd(_ literal: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in literal {
            let isSecond = byte == 0x0A && previous == 0x0D
            if byte == 0x0A || byte == 0x0D, !isSecond, previous != UInt8(ascii: "\\") { return true }
            previous = byte
        }
        return false
    }

    /// The bytes of the content, if the string is one literal without prefix or escapes: `a` for `"a"` and `'a'`.
    public var plainBytes: ArraySlice<UInt8>? {
        node.tokenRange.count == 1 ? Self.plainBytes(ofToken: node.firstToken, in: node.tree) : nil
    }

    static func plainBytes(ofToken token: Int, in tree: SyntaxTree) -> ArraySlice<UInt8>? {
        guard tree.tokens[token].kind == .string else { return nil }
        let bytes = tree.bytes(ofToken: token)
        guard let quote = bytes.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        let isTriple = bytes.count >= 6 && bytes.prefix(3).allSatisfy { $0 == quote }
        let content = bytes.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
        return content.contains(UInt8(ascii: "\\")) ? nil : content
    }
}
