import FileSystem
import Git

/// What git tracks in a working tree, by absolute path.
final class TrackedFiles {
    let root: Path
    private let repository: Repository
    private let index: IndexSnapshot
    /// Every folder that contains a tracked file, relative to the root.
    private let folders: Set<Path>

    init(of repository: Repository, root: Path) throws(GitError) {
        self.repository = repository
        self.root = root
        index = try repository.index()
        var folders: Set<Path> = []
        for path in [index.entries.keys.map(\.self), Array(index.conflicts)].joined() {
            var folder = path.folder
            while !folder.isEmpty, folders.insert(folder).inserted { folder = folder.folder }
        }
        self.folders = folders
    }

    func contains(_ path: Path) -> Bool {
        let path = path.relative(to: root)
        return index.entries[path] != nil || index.conflicts.contains(path)
    }

    func hasFiles(inside folder: Path) -> Bool { folders.contains(folder.relative(to: root)) }

    func isSubmodule(_ folder: Path) -> Bool { index.submodules.contains(folder.relative(to: root)) }

    func ignores(file: Path) throws(GitError) -> Bool { try repository.isIgnored(file.relative(to: root)) }

    func ignores(folder: Path) throws(GitError) -> Bool {
        guard folder != root else { return false }
        return try repository.isIgnored(Path(folder.relative(to: root).bytes + [UInt8(ascii: "/")]))
    }
}
