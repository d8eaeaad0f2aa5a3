import FileSystem

/// Paths as relative references of RFC 3986.
enum PathURI {
    /// Each byte that a path of a URI cannot contain is encoded, and each colon, before which a scheme would stand.
    static func text(of path: Path) -> String {
        var text = ""
        for byte in path.bytes {
            if isPlain(byte) {
                text.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }

    /// `file:///home/ada/project/`
    static func folder(_ path: Path) -> String {
        let text = text(of: path)
        return "file://" + text + (text.hasSuffix("/") ? "" : "/")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"): true
        default: false
        }
    }
}
