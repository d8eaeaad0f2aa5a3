import CLibgit2
import FileSystem

/// The current index by path: byte for byte, whatever `core.ignoreCase` is set to.
public struct IndexSnapshot: Sendable {
    public struct Entry: Sendable {
        public let blob: ObjectID
        public let isExecutable: Bool
        /// `git update-index --assume-unchanged`: git does not look at the file.
        public let isAssumedUnchanged: Bool
        /// `git update-index --skip-worktree`, as in sparse checkouts.
        public let isSkipWorktree: Bool
        /// Of the file when git last compared it.
        public let stamp: FileStamp
    }

    /// Regular files.
    public private(set) var entries: [Path: Entry] = [:]
    /// Paths with a merge conflict.
    public private(set) var conflicts: Set<Path> = []
    /// Symbolic links.
    public private(set) var links: Set<Path> = []
    public private(set) var submodules: Set<Path> = []
    /// When the index was written; nil if it has not been.
    fileprivate(set) var written: FileStamp.Time?

    /// True if a file is certainly the blob that its entry names. As in git, the stamp tells, unless the file was written when
    /// the index was, or later. False means nothing.
    public func isCertain(_ entry: Entry, of file: FileStamp) -> Bool {
        guard let written, !entry.isAssumedUnchanged else { return false }
        return entry.stamp == file && file.modified < written
    }

    mutating func take(_ entry: git_index_entry) {
        let path = Path(cString: entry.path)
        // These two bits hold the stage of a conflict.
        guard (entry.flags >> 12) & 3 == 0 else {
            conflicts.insert(path)
            return
        }
        switch entry.mode & 0o170000 {
        case 0o160000: submodules.insert(path)
        case 0o120000: links.insert(path)
        default:
            entries[path] = Entry(
                blob: ObjectID(entry.id), isExecutable: entry.mode & 0o100 != 0,
                isAssumedUnchanged: entry.flags & UInt16(GIT_INDEX_ENTRY_VALID.rawValue) != 0,
                isSkipWorktree: entry.flags_extended & UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) != 0,
                stamp: FileStamp(
                    size: entry.file_size, inode: entry.ino, modified: Self.time(entry.mtime),
                    changed: Self.time(entry.ctime)))
        }
    }

    private static func time(_ time: git_index_time) -> FileStamp.Time {
        FileStamp.Time(seconds: UInt32(bitPattern: time.seconds), nanoseconds: time.nanoseconds)
    }
}

extension Repository {
    /// Reads the index. Throws if libgit2 does not know its format.
    public func index() throws(GitError) -> IndexSnapshot {
        var index: OpaquePointer?
        let code = git_repository_index(&index, handle)
        if code < 0 {
            throw Self.unreadableIndex(GitError.last(code, doing: "cannot read the index of \(gitDirectory)"))
        }
        defer { git_index_free(index) }
        var snapshot = IndexSnapshot()
        if let file = git_index_path(index) {
            snapshot.written = try? Path(cString: file).status(followingLinks: true).stamp.modified
        }
        for position in 0..<git_index_entrycount(index) {
            guard let entry = git_index_get_byindex(index, position) else { continue }
            snapshot.take(entry.pointee)
        }
        return snapshot
    }

    /// libgit2 1.5 does not know the index of a sparse checkout, nor one in two files: see gitformat-index(5).
    private static func unreadableIndex(_ error: GitError) -> GitError {
        for (name, what, hint) in [
            ("'link'", "is split", "git update-index --no-split-index"),
            ("'sdir'", "is sparse", "git sparse-checkout reapply --no-sparse-index"),
        ] where error.message.contains("extension") && error.message.contains(name) {
            return GitError(
                .unknownFormat, "the index of the repository \(what), which libgit2 cannot read", hint: hint)
        }
        return GitError(
            .unknownFormat, error.message,
            hint: error.message.contains("version") ? "git update-index --index-version 4" : nil)
    }

    /// True if git ignores a path. A folder's path ends with a slash. Throws if git's rules cannot be read.
    public func isIgnored(_ path: Path) throws(GitError) -> Bool {
        var isIgnored: Int32 = 0
        let code = path.withCString { git_ignore_path_is_ignored(&isIgnored, handle, $0) }
        try check(code, "cannot tell whether '\(path)' is ignored")
        return isIgnored == 1
    }
}
