import CLibgit2
import FileSystem
import Glibc

/// A git repository. libgit2's handles are not shared between threads: open one per thread.
public final class Repository {
    let handle: OpaquePointer

    /// The folders that contain object files.
    let objectStores: [Path]

    private init(_ handle: OpaquePointer) {
        self.handle = handle
        objectStores = Self.objectStores(of: Path(cString: git_repository_commondir(handle)))
    }

    deinit { git_repository_free(handle) }

    /// The repository around a path, searched upwards; nil if there is none. Throws if there is one that cannot be opened.
    public static func discover(from path: Path) throws(GitError) -> Repository? {
        // libgit2 reads every certificate of the system when it starts, so it is not started if there is nothing to
        // open.
        guard let folder = RepositoryFolder.nearest(to: path) else { return nil }
        Library.start()
        var handle: OpaquePointer?
        let code = path.withCString { git_repository_open_ext(&handle, $0, 0, nil) }
        if code == GIT_ENOTFOUND.rawValue {
            if let error = RepositoryFolder.unreadable(at: folder) {
                throw GitError(
                    .unsupportedRepository, "cannot read the repository at \(folder): \(error.message)",
                    hint: "check the permissions of \(folder)/.git")
            }
            // libgit2 ignores a repository of another owner if no safe.directory is set at all.
            guard let owner = try? folder.status(followingLinks: true).owner, owner != geteuid() else { return nil }
            throw GitError(
                .foreignOwner, "the repository at \(folder) belongs to another user",
                hint: "if you trust it: git config --global --add safe.directory \(folder)")
        }
        guard code >= 0, let handle else { throw openError(code, path) }
        return Repository(handle)
    }

    private static func openError(_ code: Int32, _ path: Path) -> GitError {
        let error = GitError.last(code, doing: "cannot open the repository at \(path)")
        if code == GIT_EOWNER.rawValue || error.message.contains("not owned by") {
            return GitError(
                .foreignOwner, error.message,
                hint:
                    "if you trust it: git config --global --add safe.directory \(ownedPath(error.message) ?? "\(path)")"
            )
        }
        if error.message.contains("extension") || error.message.contains("object format") {
            return GitError(
                .unsupportedRepository, error.message, hint: "a copy of the files outside the repository")
        }
        return error
    }

    /// The quoted path in libgit2's message: safe.directory needs exactly that text.
    private static func ownedPath(_ message: String) -> String? {
        let parts = message.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        // git itself accepts the path only without the trailing slash.
        return String(parts[1].hasSuffix("/") ? parts[1].dropLast() : parts[1])
    }

    /// Absolute, without a trailing slash; nil for a bare repository.
    public var workingDirectory: Path? { git_repository_workdir(handle).map { Path(cString: $0).normalized } }

    public var gitDirectory: Path { Path(cString: git_repository_path(handle)) }

    /// The commit that a revision such as `HEAD~2` or `origin/main` names. Throws if it names none.
    public func commit(at revision: String) throws(GitError) -> ObjectID {
        var object: OpaquePointer?
        let code = git_revparse_single(&object, handle, revision)
        guard code >= 0, let object else {
            let isUnborn = revision == "HEAD" && git_repository_head_unborn(handle) == 1
            throw GitError(
                .notFound, isUnborn ? "the repository has no commits yet" : "there is no revision '\(revision)'",
                hint: isUnborn ? "make a first commit" : "one of the commits that git log --all --oneline lists")
        }
        defer { git_object_free(object) }
        var commit: OpaquePointer?
        guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) >= 0, let commit else {
            throw GitError(.notFound, "'\(revision)' is not a commit")
        }
        defer { git_object_free(commit) }
        return ObjectID(git_object_id(commit).pointee)
    }

    /// The bytes of a blob; nil if it is larger than `limit` bytes. Throws if it is missing or corrupt.
    public func blob(_ id: ObjectID, limit: Int = .max) throws(GitError) -> [UInt8]? {
        var blob: OpaquePointer?
        var raw = id.raw
        try requireWhole(id, "blob \(id.short)")
        try check(git_blob_lookup(&blob, handle, &raw), "cannot read blob \(id.short)")
        defer { git_blob_free(blob) }
        guard Int(git_blob_rawsize(blob)) <= limit else { return nil }
        let buffer = UnsafeRawBufferPointer(start: git_blob_rawcontent(blob), count: Int(git_blob_rawsize(blob)))
        return Array(buffer)
    }

    func withTree<Result>(
        of commit: ObjectID, _ body: (OpaquePointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        try requireWhole(commit, "commit \(commit.short)")
        var raw = commit.raw
        var object: OpaquePointer?
        try check(git_commit_lookup(&object, handle, &raw), "cannot read commit \(commit.short)")
        defer { git_commit_free(object) }
        try requireWhole(ObjectID(git_commit_tree_id(object).pointee), "the tree of \(commit.short)")
        var tree: OpaquePointer?
        try check(git_commit_tree(&tree, object), "cannot read the tree of \(commit.short)")
        defer { git_tree_free(tree) }
        guard let tree else { throw GitError(.other, "commit \(commit.short) has no tree") }
        return try body(tree)
    }
}
