import FileSystem
import Git

/// The revision that a run is compared with, and the commit in which both still were the same.
public struct ComparedRevision: Sendable {
    /// As the user named it.
    public let revision: String
    /// The merge base of the revision and the run's commit.
    public let base: ObjectID

    /// - Parameter commit: the one that the run reads; nil for the working tree, which is compared by way of HEAD.
    ///
    /// Throws if there is no such revision, or no common history, and says what to do about it.
    public init(_ revision: String, before commit: ObjectID?, in repository: Repository) throws(GitError) {
        self.revision = revision
        let head = if let commit { commit } else { try repository.commit(at: "HEAD") }
        base = try repository.mergeBase(of: Self.commit(at: revision, in: repository), and: head)
    }

    private static func commit(at revision: String, in repository: Repository) throws(GitError) -> ObjectID {
        do throws(GitError) {
            return try repository.commit(at: revision)
        } catch {
            guard error.kind == .notFound else { throw error }
            throw error.hinting(hint(revision, repository) ?? error.hint)
        }
    }

    /// In CI, the branch to compare with is often not fetched.
    private static func hint(_ revision: String, _ repository: Repository) -> String? {
        if repository.isShallow { return Repository.deepening }
        let parts = revision.split(separator: "/", maxSplits: 1)
        return parts.count == 2 && parts[0] == "origin" ? "git fetch origin \(parts[1])" : nil
    }
}
