import FileSystem

/// Tells where a repository may be, without libgit2.
public enum RepositoryFolder {
    /// The nearest folder at or above a path that has a `.git`: the root of a working tree.
    public static func workTree(around path: Path) -> Path? {
        path.foldersUpwards.first(where: hasRepository)
    }

    /// A `.git` that leads to the repository of a linked work tree or submodule, or that is one, as git recognises them.
    private static func hasRepository(_ folder: Path) -> Bool {
        let git = folder.appending(".git".utf8)
        guard let status = try? git.status(followingLinks: true) else { return false }
        return status.kind == .file || isRepository(git)
    }

    private static func isRepository(_ folder: Path) -> Bool {
        folder.appending("HEAD".utf8).exists && folder.appending("objects".utf8).exists
    }

    /// The nearest folder at or above a path that has a `.git` or is a bare repository.
    static func nearest(to path: Path) -> Path? {
        // What a link leads to is in another place.
        guard let resolved = try? path.resolved() else { return nil }
        return resolved.foldersUpwards.first { hasRepository($0) || isRepository($0) }
    }
}
