import FileSystem

extension CommitSigner {
    /// Nothing was published, because a commit could not be signed.
    ///
    /// - Parameter key: empty if it is not known.
    func failure(_ reason: String, _ key: [UInt8]) -> GitError {
        GitError(
            .signingFailed, "cannot sign with \(program): \(reason); nothing was published",
            hint: "\(remedy(reason, key)); redline apply --no-gpg-sign makes unsigned commits")
    }

    /// What shows whether the signer works, outside of this program.
    private func remedy(_ reason: String, _ key: [UInt8]) -> String {
        if reason == SignerOutput.interrupted { return "run the command again" }
        // gpg's own words where it does not know on which terminal to ask for the passphrase.
        if reason.contains("Inappropriate ioctl for device") { return "export GPG_TTY=$(tty)" }
        let word = ShellCommand.word(String(decoding: key, as: UTF8.self))
        let program = ShellCommand.word("\(program)")
        if self.key == .committer, reason.contains("No secret key") || reason.contains("No public key") {
            return "git config user.signingKey KEY, one that \(program) --list-secret-keys prints"
        }
        switch format {
        case .openpgp, .x509: return "make this work: echo test | \(program) -bsau \(word)"
        case .ssh where key.isEmpty: return "set user.signingKey to a key that ssh-add -L lists"
        case .ssh where SigningKey.literal(key) != nil: return "add the key to the agent, until ssh-add -L lists it"
        case .ssh:
            let file = ShellCommand.word("\(folder.appending(Path(key).expandingHome ?? Path(key)))")
            return "make this work: echo test | \(program) -Y sign -n git -f \(file)"
        }
    }
}
