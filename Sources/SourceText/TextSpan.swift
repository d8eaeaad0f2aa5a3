/// A place in all units that readers of reports count in.
public struct TextPoint: Sendable, Hashable {
    /// In bytes from the start of the text; a byte order mark counts.
    public let offset: Int
    public let position: SourcePosition
    /// In bytes, from 1. As in `position`, a byte order mark does not count.
    public let utf8Column: Int
    /// In UTF-16 code units, from 1, as editors count.
    public let utf16Column: Int
}

/// A part of a text: from its start up to its end, which does not belong to it.
public struct TextSpan: Sendable, Hashable {
    public let start: TextPoint
    public let end: TextPoint

    public var range: Range<Int> { start.offset..<end.offset }
}
