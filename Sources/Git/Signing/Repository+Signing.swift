import FileSystem

extension Repository {
    /// What signs the commits of this repository; nil if they are not to be signed. Only reads the configuration: nothing runs.
    ///
    /// - Parameter requested: nil to do as `commit.gpgsign` says.
    ///
    /// Throws if git would refuse the configuration even where nothing is to be signed, and if the set-up cannot work.
    public func signer(requested: Bool? = nil) throws(GitError) -> CommitSigner? {
        let configured = try boolean("commit.gpgsign")
        let format = try signatureFormat()
        let key = try value("user.signingKey")
        let program = try signingProgram(of: format)
        let command = try value("gpg.ssh.defaultKeyCommand")
        guard requested ?? configured ?? false else { return nil }
        return CommitSigner(
            format: format, program: try located(program, "gpg.\(format.rawValue).program"),
            key: try signingKey(for: format, key, command), folder: programFolder)
    }

    /// Every value is checked, also those that a later one overrides.
    private func signatureFormat() throws(GitError) -> SignatureFormat {
        var format = SignatureFormat.openpgp
        for value in try configurationValues(of: ["gpg.format"]) {
            let text = String(decoding: try value.text(), as: UTF8.self)
            guard let found = SignatureFormat(rawValue: text) else {
                throw value.invalid("invalid value for 'gpg.format': '\(text)'")
            }
            format = found
        }
        return format
    }

    private func signingProgram(of format: SignatureFormat) throws(GitError) -> Path {
        var program = Path(format.defaultProgram)
        for value in try configurationValues(of: format.programNames) { program = Path(try value.text()) }
        return program
    }

    private func located(_ name: Path, _ setting: String) throws(GitError) -> Path {
        // git 2.39 takes '~' literally, later versions expand it.
        if let path = name.expandingHome, let program = ProgramCall.locate(path, in: programFolder) { return program }
        throw GitError(
            .signingFailed, "signed commits need the program '\(name)', which cannot be found or executed",
            hint: "install it, or git config \(setting) PATH; redline apply --no-gpg-sign makes unsigned commits")
    }

    private func signingKey(
        for format: SignatureFormat, _ configured: [UInt8]?, _ command: [UInt8]?
    ) throws(GitError) -> SigningKey {
        if let configured, !(format == .ssh && configured.isEmpty) { return .configured(configured) }
        guard format == .ssh else { return .committer }
        guard configured == nil, let command else {
            throw GitError(
                .signingFailed,
                configured == nil
                    ? "either user.signingKey or gpg.ssh.defaultKeyCommand needs to be configured for ssh signatures"
                    : "user.signingKey needs to be set for ssh signatures",
                hint:
                    "git config user.signingKey ~/.ssh/id_ed25519.pub; redline apply --no-gpg-sign makes unsigned commits"
            )
        }
        guard let words = CommandWords.split(command) else {
            throw GitError(
                .badConfiguration, "malformed gpg.ssh.defaultKeyCommand: '\(Path(command))'",
                hint: "close its quotes, or git config gpg.ssh.defaultKeyCommand 'ssh-add -L'")
        }
        _ = try located(Path(words[0]), "gpg.ssh.defaultKeyCommand")
        return .command(words)
    }

    /// Where git runs programs.
    private var programFolder: Path { workingDirectory ?? gitDirectory.normalized }
}
