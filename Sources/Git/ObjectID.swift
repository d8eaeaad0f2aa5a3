import CLibgit2

/// The id of a git object: a SHA-1 of 20 bytes.
public struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    init(_ raw: git_oid) {
        var raw = raw
        bytes = withUnsafeBytes(of: &raw) { Array($0.prefix(20)) }
    }

    /// The id that git gives a blob of these bytes.
    public init(hashing bytes: [UInt8]) {
        Library.start()
        var raw = git_oid()
        // Fails only when out of memory.
        _ = bytes.withUnsafeBytes { git_odb_hash(&raw, $0.baseAddress, $0.count, GIT_OBJECT_BLOB) }
        self.init(raw)
    }

    /// All zeros: git's form of "no object", used as the old value of a new branch.
    public static let zero = ObjectID(git_oid())

    var raw: git_oid {
        var raw = git_oid()
        withUnsafeMutableBytes(of: &raw) { $0.copyBytes(from: bytes) }
        return raw
    }

    /// 40 hexadecimal digits.
    public var description: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The first ten digits, for display.
    public var short: String { short(digits: 10) }

    /// The first digits, 40 at the most.
    public func short(digits: Int) -> String { String(description.prefix(digits)) }
}
