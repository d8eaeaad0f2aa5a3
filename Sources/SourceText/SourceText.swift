/// A Python file's text as the parser reads it: UTF-8 bytes, and what is known about the original file.
///
/// For a UTF-8 file `bytes` are the file's own bytes, byte order mark included. A file in another encoding is decoded
/// so that it can be analysed, but `isRewritable` is false: its original bytes cannot be reproduced.
public struct SourceText: Sendable {
    /// The text in UTF-8. At most `SourceText.maximumSize` bytes.
    public let bytes: [UInt8]
    public let encoding: SourceEncoding
    /// The size of the byte order mark: 0 or 3.
    public let contentStart: Int

    /// Offsets in tokens and nodes have 32 bits; no Python source comes near that.
    public static let maximumSize = 256 << 20

    public var isRewritable: Bool { encoding == .utf8 }

    /// Decodes a file's raw bytes as PEP 263 specifies: a byte order mark, else a cookie in one of the first two
    /// lines, else UTF-8.
    ///
    /// Throws if the bytes are not valid text in the declared encoding.
    public init(fileBytes: [UInt8]) throws(SourceError) {
        guard fileBytes.count <= Self.maximumSize else { throw SourceError(.tooLarge(fileBytes.count), offset: 0) }
        let hasMark = fileBytes.starts(with: [0xEF, 0xBB, 0xBF])
        contentStart = hasMark ? 3 : 0
        encoding = try EncodingDeclaration.encoding(of: fileBytes, hasByteOrderMark: hasMark)
        switch encoding {
        case .utf8:
            if let offset = UTF8Validation.firstInvalidOffset(in: fileBytes) {
                throw SourceError(.invalidUTF8, offset: offset)
            }
            bytes = fileBytes
        case .other(let name):
            bytes = try Transcoder.utf8(from: fileBytes, encodedIn: name)
        }
    }

    /// Text made by this program: UTF-8 by construction.
    public init(utf8 text: String) {
        bytes = Array(text.utf8)
        encoding = .utf8
        contentStart = 0
    }

    private init(bytes: [UInt8], contentStart: Int) {
        self.bytes = bytes
        self.encoding = .utf8
        self.contentStart = contentStart
    }

    /// A part of the text as a text of its own; only the first part has the byte order mark.
    public func piece(_ range: Range<Int>) -> SourceText {
        SourceText(bytes: Array(bytes[range]), contentStart: range.lowerBound == 0 ? contentStart : 0)
    }

    /// True if some text occurs anywhere, in comments and strings, too.
    public func contains(_ text: String) -> Bool { ByteSearch(text).occurs(in: bytes) }

    /// True if a name occurs that is not part of a longer one, in comments and strings, too.
    public func mentions(_ word: String) -> Bool { ByteSearch(word).isMentioned(in: bytes) }

    /// The text of a byte range, for messages.
    public func string(in range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The text with edits applied. They must be sorted and must not overlap; see `TextEdit.compose`.
    public func applying(_ edits: [TextEdit]) -> SourceText {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
        var position = 0
        for edit in edits {
            result.append(contentsOf: bytes[position..<edit.range.lowerBound])
            result.append(contentsOf: edit.replacement)
            position = edit.range.upperBound
        }
        result.append(contentsOf: bytes[position...])
        return SourceText(bytes: result, contentStart: contentStart)
    }
}
