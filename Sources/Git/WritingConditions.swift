import FileSystem

extension Repository {
    /// Throws where git would refuse to move a branch, or would write something else than libgit2.
    func refuseWriting() throws(GitError) {
        try refuseReplacedObjects()
        if GitEnvironment.current.isQuarantined {
            throw GitError(
                .unsupportedRepository,
                "a push is being checked here (GIT_QUARANTINE_PATH): git moves no branch meanwhile",
                hint: "redline preview --rev COMMIT, in a hook of the server")
        }
        try refuseUnknownConditions()
    }

    /// libgit2 1.5 passes over `includeIf "hasconfig:…"`, which may set who commits, and with which signature.
    private func refuseUnknownConditions() throws(GitError) {
        let found = try configurationValues { $0.hasPrefix("includeif.hasconfig:") && $0.hasSuffix(".path") }
        guard let key = found.first?.name else { return }
        throw GitError(
            .badConfiguration, "git's configuration has '\(key)', which libgit2 does not understand",
            hint: "a condition with gitdir: instead of hasconfig:, or GIT_CONFIG_GLOBAL with a file that has none")
    }
}
