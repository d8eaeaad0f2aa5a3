import CLibgit2
import FileSystem

/// A file of a commit.
public struct TreeFile: Sendable, Hashable {
    /// Relative to the repository's root.
    public let path: Path
    public let blob: ObjectID
}

extension Repository {
    /// The regular files of a commit whose names have a given suffix, and others by path. Sorted, without links and
    /// submodules. Throws if one of the commit's trees cannot be read.
    public func files(
        at commit: ObjectID, endingIn suffixes: [String], or others: Set<Path> = []
    ) throws(GitError) -> [TreeFile] {
        let suffixes = suffixes.map { Array($0.utf8) }
        var files: [TreeFile] = []
        var open: [(folder: Path, tree: ObjectID)] = []
        try withTree(of: commit) { tree in open.append((.here, ObjectID(git_tree_id(tree).pointee))) }
        while let (folder, id) = open.popLast() {
            for entry in try entries(of: id, at: folder, of: commit) {
                switch entry.mode {
                case GIT_FILEMODE_TREE: open.append((entry.path, entry.id))
                case GIT_FILEMODE_BLOB, GIT_FILEMODE_BLOB_EXECUTABLE:
                    guard suffixes.contains(where: entry.path.hasSuffix) || others.contains(entry.path) else {
                        continue
                    }
                    files.append(TreeFile(path: entry.path, blob: entry.id))
                default: break
                }
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    private struct Entry {
        let path: Path
        let id: ObjectID
        let mode: git_filemode_t
    }

    private func entries(
        of id: ObjectID, at folder: Path, of commit: ObjectID
    ) throws(GitError) -> [Entry] {
        let what = folder.isEmpty ? "the commit's tree" : "the folder '\(folder)' of the commit"
        try requireWhole(id, what)
        var raw = id.raw
        var tree: OpaquePointer?
        try checkObject(git_tree_lookup(&tree, handle, &raw), of: commit, "cannot read \(what)")
        defer { git_tree_free(tree) }
        return (0..<git_tree_entrycount(tree)).compactMap { index in
            guard let entry = git_tree_entry_byindex(tree, index), let name = git_tree_entry_name(entry) else {
                return nil
            }
            return Entry(
                path: folder.appending(Path(cString: name).bytes), id: ObjectID(git_tree_entry_id(entry).pointee),
                mode: git_tree_entry_filemode(entry))
        }
    }

    /// The bytes of one file in a commit; nil if it does not exist or is not a regular file. Throws if
    /// its blob cannot be read.
    public func bytes(of path: Path, at commit: ObjectID) throws(GitError) -> [UInt8]? {
        let blob = try withTree(of: commit) { tree throws(GitError) -> ObjectID? in
            var entry: OpaquePointer?
            let code = path.withCString { git_tree_entry_bypath(&entry, tree, $0) }
            if code == GIT_ENOTFOUND.rawValue { return nil }
            try checkObject(code, of: commit, "cannot read '\(path)' in commit \(commit.short)")
            defer { git_tree_entry_free(entry) }
            let mode = git_tree_entry_filemode(entry)
            guard mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE else { return nil }
            return ObjectID(git_tree_entry_id(entry).pointee)
        }
        guard let blob else { return nil }
        return try self.blob(blob)
    }
}
