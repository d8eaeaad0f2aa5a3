import FileSystem

/// Tells where a repository may be, without libgit2.
public enum RepositoryFolder {
    /// The nearest folder at or above a path that has a `.git`: the root of a working tree.
    public static func workTree(around path: Path) -> Path? {
        path.foldersUpwards.first { $0.appending(".git".utf8).exists }
    }

    /// The nearest folder at or above a path that has a `.git` or is a bare repository.
    static func nearest(to path: Path) -> Path? {
        // What a link leads to is in another place.
        guard let resolved = try? path.resolved() else { return nil }
        return resolved.foldersUpwards.first { folder in
            folder.appending(".git".utf8).exists
                || folder.appending("HEAD".utf8).exists && folder.appending("objects".utf8).exists
        }
    }
}
