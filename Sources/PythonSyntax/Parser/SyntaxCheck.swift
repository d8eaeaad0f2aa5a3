import SourceText

/// Checks whether a text is Python without keeping its tree: the tokens and nodes of a large file take many times its
/// size.
///
/// The text is parsed in pieces. A piece may end before a line that begins with a letter at the left margin. If
/// everything up to there is a program of its own, no string, bracket or statement is open at its end, so what
/// follows is a program too. Otherwise the piece is made longer, up to the end of the text.
public enum SyntaxCheck {
    /// In bytes; large enough that the boundaries cost no time.
    private static let pieceSize = 256 << 10

    /// The error that `SyntaxTree` would throw; nil if the text is Python.
    public static func firstError(in source: SourceText) -> SyntaxError? {
        firstError(in: source, pieceSize: pieceSize)
    }

    static func firstError(in source: SourceText, pieceSize: Int) -> SyntaxError? {
        var start = 0
        var size = pieceSize
        let count = source.bytes.count
        while start < count {
            let end = start + size < count ? lineBegin(source.bytes, after: start + size) : count
            do throws(SyntaxError) {
                _ = try Parser.parse(source.piece(start..<end), allowsMetavariables: false)
                start = end
                size = pieceSize
            } catch {
                guard end < count else {
                    return SyntaxError(error.message, at: start + error.offset, kind: error.kind)
                }
                size *= 2
            }
        }
        return nil
    }

    /// Words that continue a statement at the left margin.
    private static let continuing = ["else", "elif", "except", "finally"].map { Array($0.utf8) }

    /// The start of the first line after an offset that may begin a statement; the end of the text if there is none.
    private static func lineBegin(_ bytes: [UInt8], after offset: Int) -> Int {
        var index = offset
        while index < bytes.count {
            let isEnd = bytes[index] == 0x0A || bytes[index] == 0x0D
            index += 1
            guard isEnd, index < bytes.count, isNameStart(bytes[index]) else { continue }
            let line = bytes[index...]
            if !continuing.contains(where: line.starts) { return index }
        }
        return bytes.count
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    }
}
