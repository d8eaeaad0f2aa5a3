/// What a commit of the accepted fixes would be.
public struct CommitPreview: Sendable, Hashable {
    public struct Commit: Sendable, Hashable {
        public let subject: String
        public let fixes: Int
        public let files: Int
        public let added: Int
        public let removed: Int

        public init(subject: String, fixes: Int, files: Int, added: Int, removed: Int) {
            self.subject = subject
            self.fixes = fixes
            self.files = files
            self.added = added
            self.removed = removed
        }
    }

    public let branch: String
    public let isNewBranch: Bool
    /// The commit that it starts from, as on the screen.
    public let base: String
    public let commits: [Commit]
    /// As `git apply` accepts it.
    public let patch: String
    /// Accepted fixes that the commit cannot have, for their code is not committed.
    public let missing: [String]
    /// What makes the same commits without a review.
    public let command: String

    public init(
        branch: String, isNewBranch: Bool, base: String, commits: [Commit], patch: String, missing: [String],
        command: String
    ) {
        self.branch = branch
        self.isNewBranch = isNewBranch
        self.base = base
        self.commits = commits
        self.patch = patch
        self.missing = missing
        self.command = command
    }
}
