import FileSystem
import Git

/// Where the files of a run come from.
public struct ReportOrigin: Sendable {
    public enum Kind: String, Sendable {
        case workingTree = "working-tree"
        case commit
        case standardInput = "standard-input"
    }

    public let kind: Kind
    /// The commit that was read; for the working tree, the one that is checked out.
    public let commit: ObjectID?
    public let branch: String?
    /// The address of the remote `origin`, without user and password.
    public let repository: String?
    /// The absolute folder that paths are relative to.
    public let root: Path?

    public init(
        _ kind: Kind, commit: ObjectID? = nil, branch: String? = nil, repository: String? = nil, root: Path? = nil
    ) {
        (self.kind, self.commit, self.branch, self.repository, self.root) = (kind, commit, branch, repository, root)
    }

    /// - Parameters:
    ///   - commit: the commit that is read; nil for other files.
    ///   - root: the folder that paths are relative to; nil for standard input without a name.
    public init(_ kind: Kind, commit: ObjectID?, root: Path?) {
        // A report about files is as good without what their repository adds.
        let repository = root.flatMap { try? Repository.discover(from: $0) }
        self.init(
            kind, commit: commit ?? (try? repository?.commit(at: "HEAD")), branch: repository?.currentBranch,
            repository: repository?.originAddress, root: root)
    }
}
