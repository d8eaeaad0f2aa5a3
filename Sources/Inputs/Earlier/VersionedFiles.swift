import FileSystem
import Git
import Rewriting

/// Files of a repository, which can be compared with those of a commit.
public protocol VersionedFiles: SourceProvider {
    /// - Parameter blobs: the commit's files.
    func comparison(with blobs: [Path: ObjectID], in repository: Repository) throws(GitError) -> CommitComparison
}

/// What can be told of a project's files without reading them.
public struct CommitComparison: Sendable {
    /// The same as in the commit. Other files may be the same, too.
    public var unchanged: Set<Path> = []
    /// In the commit, and not part of the project although nobody deleted them: left out of a sparse checkout, or in folders that
    /// are never entered.
    public var unseen: Set<Path> = []
}

extension CommitFiles: VersionedFiles {
    public func comparison(
        with blobs: [Path: ObjectID], in repository: Repository
    ) throws(GitError) -> CommitComparison {
        CommitComparison(unchanged: Set(blobs.filter { self.blobs[$0.key] == $0.value }.keys))
    }
}

extension WorkingTree: VersionedFiles {
    public func comparison(
        with blobs: [Path: ObjectID], in repository: Repository
    ) throws(GitError) -> CommitComparison {
        let index = try repository.index()
        let project = Set(projectPaths)
        let paths = Array(blobs.keys)
        let parts = Parallel.reduce(count: paths.count, threads: Parallel.processors, CommitComparison()) {
            found, item in
            let path = paths[item]
            let entry = index.entries[path]
            let status = try? absolutePath(of: path).status(followingLinks: false)
            if !project.contains(path), status != nil || entry?.isSkipWorktree == true { found.unseen.insert(path) }
            if let entry, let status, entry.blob == blobs[path], index.isCertain(entry, of: status.stamp) {
                found.unchanged.insert(path)
            }
        }
        return parts.reduce(into: CommitComparison()) { all, part in
            all.unchanged.formUnion(part.unchanged)
            all.unseen.formUnion(part.unseen)
        }
    }
}

extension StandardInput: VersionedFiles {
    public func comparison(
        with blobs: [Path: ObjectID], in repository: Repository
    ) throws(GitError) -> CommitComparison {
        var comparison = try project?.comparison(with: blobs, in: repository) ?? CommitComparison()
        comparison.unchanged.subtract(paths)
        comparison.unseen.subtract(paths)
        return comparison
    }
}
