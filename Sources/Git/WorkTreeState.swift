import CLibgit2
import FileSystem

/// How a file of the working tree compares with what git has stored.
public enum WorkTreeState: Sendable, Equatable {
    /// The same as in HEAD and in the index.
    case committed
    /// The same as in the index, which differs from HEAD.
    case staged
    case changed
    case conflicted
    case untracked
    case ignored
    case assumedUnchanged
    case skipWorktree
}

/// Compares files with HEAD and the index one by one. Writes nothing, not even the index's cache of file times.
///
/// Contents are compared after filters; time stamps are not trusted.
public struct WorkTreeStates {
    private let repository: Repository
    private let root: Path
    private let index: IndexSnapshot
    private let head: ObjectID?
    private let checksMode: Bool

    /// Throws for a repository without a working tree, or with an index that libgit2 cannot read.
    public init(of repository: Repository) throws(GitError) {
        guard let root = repository.workingDirectory else {
            throw GitError(.unsupportedRepository, "\(repository.gitDirectory) has no working tree")
        }
        self.repository = repository
        self.root = root
        index = try repository.index()
        head = try repository.headCommit()
        checksMode = try repository.boolean("core.filemode") ?? true
    }

    /// True if a folder of the working tree is a submodule.
    public func hasSubmodule(at path: Path) -> Bool { index.submodules.contains(path) }

    /// The state of a file; its path is relative to the root of the working tree. Throws if git's copy cannot be read.
    public func state(of path: Path) throws(GitError) -> WorkTreeState {
        if index.conflicts.contains(path) { return .conflicted }
        guard let entry = index.entries[path] else {
            if index.links.contains(path) { return .changed }
            return try repository.isIgnored(path) ? .ignored : .untracked
        }
        if entry.isAssumedUnchanged { return .assumedUnchanged }
        if entry.isSkipWorktree { return .skipWorktree }
        if try !isAsInIndex(path, entry) { return .changed }
        return try isAsInHead(path, entry) ? .committed : .staged
    }

    private func isAsInIndex(_ path: Path, _ entry: IndexSnapshot.Entry) throws(GitError) -> Bool {
        let file = root.appending(path)
        guard let status = try? file.status(followingLinks: false), status.kind == .file else { return false }
        if checksMode, (status.mode & 0o100 != 0) != entry.isExecutable { return false }
        var id = git_oid()
        let code = file.withCString { git_repository_hashfile(&id, repository.handle, $0, GIT_OBJECT_BLOB, nil) }
        try check(code, "cannot compare '\(path)' with the index")
        return ObjectID(id) == entry.blob
    }

    private func isAsInHead(_ path: Path, _ entry: IndexSnapshot.Entry) throws(GitError) -> Bool {
        guard let head else { return false }
        return try repository.withTree(of: head) { tree throws(GitError) in
            var found: OpaquePointer?
            let code = path.withCString { git_tree_entry_bypath(&found, tree, $0) }
            if code == GIT_ENOTFOUND.rawValue { return false }
            try check(code, "cannot read '\(path)' in HEAD")
            defer { git_tree_entry_free(found) }
            let isExecutable = git_tree_entry_filemode(found) == GIT_FILEMODE_BLOB_EXECUTABLE
            return ObjectID(git_tree_entry_id(found).pointee) == entry.blob && isExecutable == entry.isExecutable
        }
    }
}

extension Repository {
    /// The commit at HEAD; nil if the branch has none yet.
    func headCommit() throws(GitError) -> ObjectID? {
        var id = git_oid()
        let code = git_reference_name_to_id(&id, handle, "HEAD")
        if code == GIT_ENOTFOUND.rawValue || code == GIT_EUNBORNBRANCH.rawValue { return nil }
        try check(code, "cannot read HEAD")
        return ObjectID(id)
    }
}
