import PythonSyntax
import SourceText

/// Positions on lines, which edits need and the tree does not record.
public enum Layout {
    /// The offset of the first byte of the physical line that holds an offset.
    public static func lineStart(of offset: Int, in source: SourceText) -> Int {
        var start = offset
        while start > source.contentStart, !isLineEnd(source.bytes[start - 1]) { start -= 1 }
        return start
    }

    /// The start of the physical line before the one that starts at an offset; the offset itself for the first one.
    public static func previousLineStart(before lineStart: Int, in source: SourceText) -> Int {
        guard lineStart > source.contentStart else { return lineStart }
        let isPair =
            lineStart - 2 >= source.contentStart && source.bytes[lineStart - 1] == 0x0A
            && source.bytes[lineStart - 2] == 0x0D
        return Self.lineStart(of: lineStart - (isPair ? 2 : 1), in: source)
    }

    /// The offset of the line ending of the physical line that holds an offset, or of the end of the text.
    public static func lineEnd(of offset: Int, in source: SourceText) -> Int {
        var end = offset
        while end < source.bytes.count, !isLineEnd(source.bytes[end]) { end += 1 }
        return end
    }

    /// The offset after the line ending of the physical line that holds an offset.
    public static func nextLineStart(of offset: Int, in source: SourceText) -> Int {
        let end = lineEnd(of: offset, in: source)
        guard end < source.bytes.count else { return end }
        let isPair = source.bytes[end] == 0x0D && end + 1 < source.bytes.count && source.bytes[end + 1] == 0x0A
        return end + (isPair ? 2 : 1)
    }

    /// The white space at the start of the line that contains an offset, without form feeds.
    public static func indentation(before offset: Int, in source: SourceText) -> String {
        let start = lineStart(of: offset, in: source)
        let space = source.bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
        return String(decoding: space.filter { $0 != 0x0C }, as: UTF8.self)
    }

    /// True if only white space precedes an offset on its line, and no backslash joins the line to the previous one,
    /// whose indentation would count then.
    public static func isFirstOnLine(_ offset: Int, in source: SourceText) -> Bool {
        let start = lineStart(of: offset, in: source)
        return source.bytes[start..<offset].allSatisfy(isBlank) && !isJoined(lineStart: start, in: source)
    }

    /// A comment that ends with a backslash counts as well: callers only decline more.
    private static func isJoined(lineStart: Int, in source: SourceText) -> Bool {
        let previous = source.bytes[source.contentStart..<lineStart].suffix(3)
        return previous.reversed().first { !isLineEnd($0) } == UInt8(ascii: "\\")
            && previous.last.map(isLineEnd) == true
    }

    /// The first offset at or after the given one that is not a space, tab or form feed.
    public static func skipBlanks(from offset: Int, in source: SourceText) -> Int {
        source.bytes[offset...].firstIndex { !isBlank($0) } ?? source.bytes.count
    }

    public static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    public static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C }
}
