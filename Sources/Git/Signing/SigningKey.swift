import FileSystem

/// What tells the signer which key to use.
enum SigningKey: Sendable, Equatable {
    /// A value of `user.signingKey`.
    case configured([UInt8])
    /// The committer's name and email address, which gpg and gpgsm look up.
    case committer
    /// The words of `gpg.ssh.defaultKeyCommand`, which prints keys.
    case command([[UInt8]])

    /// The public key in a value that contains it instead of the name of a file; nil if it is a file.
    static func literal(_ value: [UInt8]) -> [UInt8]? {
        let prefix = Array("key::".utf8)
        if value.starts(with: prefix) { return Array(value.dropFirst(prefix.count)) }
        return value.starts(with: "ssh-".utf8) ? value : nil
    }
}
