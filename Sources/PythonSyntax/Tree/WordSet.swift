import SourceText

/// A set of names to compare tokens with, without creating strings.
public struct WordSet: Sendable, ExpressibleByArrayLiteral {
    private let words: [[UInt8]]
    /// Bit sets of the words' lengths and of their first bytes modulo 64: most names fail these tests.
    private let lengths: UInt64
    private let firstBytes: UInt64

    /// Words of 1 to 63 bytes; others never match.
    public init(_ words: some Sequence<String>) {
        self.words = words.map { Array($0.utf8) }.filter { (1..<64).contains($0.count) }
        lengths = self.words.reduce(0) { $0 | 1 << UInt64($1.count) }
        firstBytes = self.words.reduce(0) { $0 | 1 << UInt64($1[0] & 63) }
    }

    public init(arrayLiteral words: String...) { self.init(words) }

    /// The part of a name that is quick to compare: its length and its first byte.
    struct Signature: Sendable {
        fileprivate let length: UInt8
        fileprivate let first: UInt8

        /// The signature of anything that a set cannot contain.
        static let none = Signature(length: 0, first: 0)

        private init(length: UInt8, first: UInt8) {
            self.length = length
            self.first = first
        }

        @inline(__always) init(_ text: Span<UInt8>, _ range: Range<Int>) {
            self =
                (1..<64).contains(range.count)
                ? Signature(length: UInt8(range.count), first: text[range.lowerBound] & 63) : .none
        }
    }

    /// False if no word has this signature.
    @inline(__always) func mayContain(_ name: Signature) -> Bool {
        lengths & 1 << UInt64(name.length) != 0 && firstBytes & 1 << UInt64(name.first) != 0
    }

    /// True if a range of a text is one of the words.
    @inline(__always) func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        mayContain(Signature(text, range)) && matches(text, range)
    }

    /// True if a node is a name or attribute whose name is one of the words.
    public func contains(lastNameOf node: Syntax) -> Bool {
        let token: Int
        switch node.kind {
        case .name, .identifier: token = node.firstToken
        case .attribute: token = node.lastToken
        case .parenthesized: return node.child(.value).map(contains(lastNameOf:)) ?? false
        default: return false
        }
        let bytes = node.tree.source.bytes
        return contains(bytes.span, node.tree.tokens[token].range)
    }

    @inline(never) private func matches(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        words.contains { word in
            word.count == range.count && word.indices.allSatisfy { word[$0] == text[range.lowerBound + $0] }
        }
    }
}
