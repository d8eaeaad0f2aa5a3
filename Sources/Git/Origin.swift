import CLibgit2

extension Repository {
    /// The short name of the branch that is checked out; nil if none is, or if it has no commit.
    public var currentBranch: String? {
        var reference: OpaquePointer?
        guard git_repository_head(&reference, handle) >= 0 else { return nil }
        defer { git_reference_free(reference) }
        guard git_reference_is_branch(reference) == 1 else { return nil }
        return git_reference_shorthand(reference).map { String(cString: $0) }
    }

    /// The address of the remote `origin` for reports, as a URL without user and password; nil if there is none.
    public var originAddress: String? {
        var remote: OpaquePointer?
        guard git_remote_lookup(&remote, handle, "origin") >= 0 else { return nil }
        defer { git_remote_free(remote) }
        return git_remote_url(remote).flatMap { RemoteAddress.url(String(cString: $0)) }
    }
}

/// Addresses of remotes, as git accepts them.
public enum RemoteAddress {
    /// A URL without user, password, query and fragment; nil for a local folder.
    ///
    /// `git@example.com:group/project.git` means the same as `ssh://git@example.com/group/project.git`.
    public static func url(_ address: String) -> String? {
        if let schemeEnd = address.firstRange(of: "://") {
            let scheme = address[..<schemeEnd.lowerBound].lowercased()
            guard ["http", "https", "ssh", "git"].contains(scheme) else { return nil }
            let rest = address[schemeEnd.upperBound...].prefix { $0 != "?" && $0 != "#" }
            let host = rest.prefix { $0 != "/" }
            return encoded(scheme, host: host, path: rest.dropFirst(host.count))
        }
        let host = address.prefix { $0 != ":" && $0 != "/" }
        guard address.dropFirst(host.count).hasPrefix(":"), !address.dropFirst(host.count).hasPrefix("::") else {
            return nil
        }
        return encoded("ssh", host: host, path: "/" + address.dropFirst(host.count + 1).drop { $0 == "/" })
    }

    private static func encoded(_ scheme: String, host: Substring, path: Substring) -> String? {
        let name = host.split(separator: "@", omittingEmptySubsequences: false).last ?? host
        let isHost = name.utf8.allSatisfy { isUnreserved($0) || [UInt8(ascii: ":"), 0x5B, 0x5D].contains($0) }
        guard !name.isEmpty, isHost else { return nil }
        return "\(scheme)://\(name)"
            + path.utf8.map { byte in
                if isUnreserved(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "%") {
                    return String(UnicodeScalar(byte))
                }
                return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }.joined()
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
