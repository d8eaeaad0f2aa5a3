import CLibgit2

/// A file of a commit.
public struct TreeFile: Sendable, Hashable {
    /// Relative to the repository's root. Names that are not UTF-8 are left out of listings: nothing can name them.
    public let path: String
    public let blob: ObjectID
    public let isExecutable: Bool
}

extension Repository {
    /// The regular files of a commit whose names end as given, sorted by path; no links, no submodules.
    public func files(at commit: ObjectID, endingIn suffixes: [String]) throws(GitError) -> [TreeFile] {
        let collector = Collector(suffixes: suffixes)
        let code = try withTree(of: commit) { tree in
            git_tree_walk(
                tree, GIT_TREEWALK_PRE,
                { root, entry, payload in
                    guard let root, let entry, let payload else { return -1 }
                    Unmanaged<Collector>.fromOpaque(payload).takeUnretainedValue().take(String(cString: root), entry)
                    return 0
                }, Unmanaged.passUnretained(collector).toOpaque())
        }
        try check(code, "cannot list the files of \(commit.short)")
        return collector.files.sorted { $0.path < $1.path }
    }

    /// What `git_tree_walk` fills; its callback has no other way to hand something over.
    private final class Collector {
        let suffixes: [String]
        var files: [TreeFile] = []

        init(suffixes: [String]) { self.suffixes = suffixes }

        func take(_ root: String, _ entry: OpaquePointer) {
            let mode = git_tree_entry_filemode(entry)
            guard mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE,
                let name = String(validatingCString: git_tree_entry_name(entry)),
                suffixes.contains(where: name.hasSuffix)
            else { return }
            files.append(
                TreeFile(
                    path: root + name, blob: ObjectID(git_tree_entry_id(entry).pointee),
                    isExecutable: mode == GIT_FILEMODE_BLOB_EXECUTABLE))
        }
    }
}
