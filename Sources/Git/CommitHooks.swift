import FileSystem

extension Repository {
    /// The hooks that git would run for a commit and that this program does not run. Throws if `core.hooksPath` has no value.
    public func commitHooks() throws(GitError) -> [String] {
        guard let folder = try hooksFolder() else { return [] }
        return Self.hooksOfCommits.filter { folder.appending($0.utf8).isExecutable }
    }

    private static let hooksOfCommits = [
        "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction",
    ]

    /// Git resolves a relative path where it runs hooks.
    private func hooksFolder() throws(GitError) -> Path? {
        guard let configured = try value("core.hooksPath") else { return commonDirectory.appending("hooks".utf8) }
        let path = configured.isEmpty ? Path.root : Path(configured).expandingHome
        return path.map { (workingDirectory ?? gitDirectory.normalized).appending($0) }
    }
}
