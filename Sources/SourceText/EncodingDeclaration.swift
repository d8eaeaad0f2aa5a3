/// Finds the encoding cookie of PEP 263: `coding[:=]\s*([-\w.]+)` in a comment that stands alone in line 1 or 2.
enum EncodingDeclaration {
    static func encoding(of bytes: [UInt8], hasByteOrderMark: Bool) throws(SourceError) -> SourceEncoding {
        guard let cookie = cookie(in: bytes, from: hasByteOrderMark ? 3 : 0) else { return .utf8 }
        let name = normalized(cookie.name)
        if name == "utf-8" || name.hasPrefix("utf-8-") { return .utf8 }
        // CPython accepts other spellings of UTF-8 too, but not together with a byte order mark.
        if hasByteOrderMark { throw SourceError(.markContradictsCookie(cookie.name), offset: cookie.offset) }
        if name == "utf8" || name == "u8" || name == "utf" || name == "cp65001" { return .utf8 }
        guard Transcoder.isKnown(name) else { throw SourceError(.unknownEncoding(cookie.name), offset: cookie.offset) }
        return .other(name)
    }

    private static func cookie(in bytes: [UInt8], from start: Int) -> (name: String, offset: Int)? {
        var position = start
        for _ in 0..<2 {
            let end = lineEnd(in: bytes, from: position)
            let first = bytes[position..<end].firstIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0C }
            guard let first else {
                position = afterLineEnd(in: bytes, at: end)
                continue
            }
            guard bytes[first] == UInt8(ascii: "#") else { return nil }
            if let found = cookie(inComment: bytes[first..<end]) { return found }
            position = afterLineEnd(in: bytes, at: end)
        }
        return nil
    }

    private static func cookie(inComment comment: ArraySlice<UInt8>) -> (name: String, offset: Int)? {
        let word = Array("coding".utf8)
        var position = comment.startIndex
        while position + word.count < comment.endIndex {
            defer { position += 1 }
            guard comment[position...].starts(with: word) else { continue }
            var cursor = position + word.count
            guard comment[cursor] == UInt8(ascii: ":") || comment[cursor] == UInt8(ascii: "=") else { continue }
            cursor += 1
            while cursor < comment.endIndex, comment[cursor] == 0x20 || comment[cursor] == 0x09 { cursor += 1 }
            let name = comment[cursor...].prefix(while: isNameByte)
            if !name.isEmpty { return (String(decoding: name, as: UTF8.self), cursor) }
        }
        return nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func normalized(_ name: String) -> String {
        name.lowercased().replacing("_", with: "-")
    }

    private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    }

    private static func afterLineEnd(in bytes: [UInt8], at end: Int) -> Int {
        guard end < bytes.count else { return end }
        let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        return end + (isPair ? 2 : 1)
    }
}
