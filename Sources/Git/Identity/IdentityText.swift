import FileSystem

/// What git makes of a name or an email address.
enum IdentityText {
    /// Stripped at both ends, without the characters that delimit the fields of a commit.
    ///
    /// Throws if it is not UTF-8: git takes such bytes for Latin-1 and converts them, with a warning.
    static func written(_ bytes: [UInt8], from source: String) throws(GitError) -> [UInt8] {
        let inner = bytes.drop(while: isCrud).reversed().drop(while: isCrud).reversed()
        let kept = inner.filter { $0 != 0x0A && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        guard isText(kept) else {
            throw GitError(
                .noIdentity, "\(source) is not valid UTF-8: '\(Path(kept))'", hint: "write it in UTF-8")
        }
        return Array(kept)
    }

    /// Controls, spaces, and punctuation.
    static func isCrud(_ byte: UInt8) -> Bool { byte <= 0x20 || crud.contains(byte) }

    private static let crud = Set(#".,:;<>"\'"#.utf8)

    static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0D, 0x20].contains(byte) }

    /// Git counts noncharacters as invalid too.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { $0.value & 0xFFFE != 0xFFFE && !(0xFDD0...0xFDEF).contains($0.value) }
    }
}
