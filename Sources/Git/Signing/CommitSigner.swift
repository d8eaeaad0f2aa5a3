import FileSystem

/// Signs commits with the program that git would run.
///
/// Like git, it takes the program from any configuration file, the repository's own included: whoever may write that file
/// is trusted once git's ownership check has passed.
public struct CommitSigner: Sendable {
    let format: SignatureFormat
    /// Absolute.
    let program: Path
    let key: SigningKey
    /// Where git runs programs: the root of the working tree.
    let folder: Path

    /// The value that names the key. Runs the command that prints ssh keys, if that is configured.
    func keyValue(for commit: [UInt8]) throws(GitError) -> [UInt8] {
        switch key {
        case .configured(let value): value
        case .committer: SignedCommit.committer(of: commit)
        case .command(let words): try firstKey(printedBy: words)
        }
    }

    /// The commit with its signature. Throws if the signer fails, or prints what git could not read again.
    func signed(_ commit: [UInt8], with key: [UInt8]) throws(GitError) -> [UInt8] {
        let signature = SignedCommit.stored(
            try format == .ssh ? signatureBySSH(of: commit, key) : signatureByGPG(of: commit, key))
        guard !signature.isEmpty else { throw failure("its signature is empty", key) }
        // Otherwise the empty line after the headers would become part of the signature.
        guard signature.last == UInt8(ascii: "\n") else {
            throw failure("its signature does not end with a line feed", key)
        }
        return SignedCommit.text(of: commit, signature: signature)
    }

    private func signatureByGPG(of commit: [UInt8], _ key: [UInt8]) throws(GitError) -> [UInt8] {
        let arguments = [Array("--status-fd=2".utf8), Array("-bsau".utf8), key]
        let result = try withFolder(key) { files throws(SystemError) in
            try files.run(program, arguments, in: folder, input: files.write(commit, to: "commit"))
        }
        guard result.hasCreatedSignature else { throw failure(result.reason, key) }
        return result.output
    }

    private func signatureBySSH(of commit: [UInt8], _ key: [UInt8]) throws(GitError) -> [UInt8] {
        let literal = SigningKey.literal(key)
        guard let keyFile = Path(key).expandingHome else {
            throw failure("there is no home folder for '\(Path(key))'", key)
        }
        let (result, signature) = try withFolder(key) { files throws(SystemError) in
            let buffer = try files.write(commit, to: "commit")
            let file = if let literal { try files.write(literal, to: "key") } else { keyFile }
            let words = ["-Y", "sign", "-n", "git", "-f"].map { Array($0.utf8) }
            // Only an agent can have the private part of a literal key.
            let last = (literal == nil ? [] : [Array("-U".utf8)]) + [buffer.bytes]
            // ssh-keygen asks for a passphrase only if its standard input is the terminal.
            let result = try files.run(program, words + [file.bytes] + last, in: folder)
            return (result, result.exitCode == 0 ? try? SignerFolder.bytes(of: Path(buffer.bytes + ".sig".utf8)) : nil)
        }
        guard let signature else { throw failure(result.reason, key) }
        return signature
    }

    private func firstKey(printedBy words: [[UInt8]]) throws(GitError) -> [UInt8] {
        guard let name = words.first, let program = ProgramCall.locate(Path(name), in: folder) else {
            throw failure("cannot run gpg.ssh.defaultKeyCommand", [])
        }
        let result = try withFolder([]) { files throws(SystemError) in
            try files.run(program, Array(words.dropFirst()), in: folder)
        }
        guard result.exitCode == 0 else {
            throw failure("gpg.ssh.defaultKeyCommand failed: \(result.reason)", [])
        }
        let line = result.output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[0]
        guard SigningKey.literal(Array(line)) != nil else {
            throw failure("the first line that gpg.ssh.defaultKeyCommand prints is not a key", [])
        }
        return Array(line)
    }

    private func withFolder<Result>(
        _ key: [UInt8], _ body: (SignerFolder) throws(SystemError) -> Result
    ) throws(GitError) -> Result {
        do throws(SystemError) {
            let folder = try SignerFolder()
            defer { folder.remove() }
            return try body(folder)
        } catch {
            throw failure(error.message, key)
        }
    }
}
