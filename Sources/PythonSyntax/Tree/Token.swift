/// A token: its kind and the bytes it covers. White space and comments are the gaps between tokens.
public struct Token: Sendable, BitwiseCopyable {
    /// Byte offsets in the source.
    public let start: UInt32
    public let end: UInt32
    public let kind: TokenKind

    @inlinable init(kind: TokenKind, start: Int, end: Int) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
}
