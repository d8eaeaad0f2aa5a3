import CLibgit2
import FileSystem

/// A file of a commit.
public struct TreeFile: Sendable, Hashable {
    /// Relative to the repository's root.
    public let path: Path
    public let blob: ObjectID
    public let isExecutable: Bool
}

extension Repository {
    /// The regular files of a commit whose names end as given, sorted by path; no links, no submodules.
    public func files(at commit: ObjectID, endingIn suffixes: [String]) throws(GitError) -> [TreeFile] {
        let collector = Collector(suffixes: suffixes.map { Array($0.utf8) })
        let code = try withTree(of: commit) { tree in
            git_tree_walk(
                tree, GIT_TREEWALK_PRE,
                { root, entry, payload in
                    guard let root, let entry, let payload else { return -1 }
                    Unmanaged<Collector>.fromOpaque(payload).takeUnretainedValue().take(root, entry)
                    return 0
                }, Unmanaged.passUnretained(collector).toOpaque())
        }
        try check(code, "cannot list the files of \(commit.short)")
        return collector.files.sorted { $0.path < $1.path }
    }

    /// The bytes of one file of a commit; nil if it is not there, or is not a regular file.
    public func bytes(of path: Path, at commit: ObjectID) throws(GitError) -> [UInt8]? {
        let blob = try withTree(of: commit) { tree throws(GitError) -> ObjectID? in
            var entry: OpaquePointer?
            let code = path.withCString { git_tree_entry_bypath(&entry, tree, $0) }
            if code == GIT_ENOTFOUND.rawValue { return nil }
            try check(code, "cannot read '\(path)' in commit \(commit.short)")
            defer { git_tree_entry_free(entry) }
            let mode = git_tree_entry_filemode(entry)
            guard mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE else { return nil }
            return ObjectID(git_tree_entry_id(entry).pointee)
        }
        guard let blob else { return nil }
        return try self.blob(blob)
    }

    /// What `git_tree_walk` fills; its callback has no other way to hand something over.
    private final class Collector {
        let suffixes: [[UInt8]]
        var files: [TreeFile] = []

        init(suffixes: [[UInt8]]) { self.suffixes = suffixes }

        func take(_ root: UnsafePointer<CChar>, _ entry: OpaquePointer) {
            let mode = git_tree_entry_filemode(entry)
            guard mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE,
                let name = git_tree_entry_name(entry).map({ Path(cString: $0) }),
                suffixes.contains(where: name.hasSuffix)
            else { return }
            // The root ends with a slash.
            files.append(
                TreeFile(
                    path: Path(Path(cString: root).bytes + name.bytes),
                    blob: ObjectID(git_tree_entry_id(entry).pointee),
                    isExecutable: mode == GIT_FILEMODE_BLOB_EXECUTABLE))
        }
    }
}
