import CLibgit2
import FileSystem

/// A git repository. libgit2's handles are not shared between threads: open one per thread.
public final class Repository {
    let handle: OpaquePointer

    /// The folders that contain object files.
    var objectStores: [Path]

    public let place: RepositoryPlace

    init(_ handle: OpaquePointer, at place: RepositoryPlace) {
        self.handle = handle
        self.place = place
        objectStores = Self.objectStores(of: Path(cString: git_repository_commondir(handle)))
    }

    deinit { git_repository_free(handle) }

    /// Absolute, without a trailing slash; nil for a bare repository.
    public var workingDirectory: Path? {
        if case .named(let named) = place.kind { return named.workTree }
        return git_repository_workdir(handle).map { Path(cString: $0).normalized }
    }

    public var gitDirectory: Path { Path(cString: git_repository_path(handle)) }

    /// The folder that all linked work trees share.
    var commonDirectory: Path { Path(cString: git_repository_commondir(handle)) }

    /// The commit that a revision such as `HEAD~2` or `origin/main` names. Throws if it names none, or if git would show another
    /// one's content.
    public func commit(at revision: String) throws(GitError) -> ObjectID {
        try refuseReplacedObjects()
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
        try checkObject(git_blob_lookup(&blob, handle, &raw), of: nil, "cannot read blob \(id.short)")
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
        try checkObject(git_commit_tree(&tree, object), of: commit, "cannot read the tree of \(commit.short)")
        defer { git_tree_free(tree) }
        guard let tree else { throw GitError(.other, "commit \(commit.short) has no tree") }
        return try body(tree)
    }
}
