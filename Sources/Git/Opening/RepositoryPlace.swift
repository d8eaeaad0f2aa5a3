import FileSystem

/// Where a repository was found, to open it again: libgit2's handles are not shared between threads.
public struct RepositoryPlace: Sendable {
    enum Kind: Sendable {
        /// The environment names it.
        case named(NamedRepository)
        /// In a folder with a `.git`, or a bare repository.
        case found(Path)
    }

    let kind: Kind

    /// Opens the repository once more.
    public func open() throws(GitError) -> Repository {
        switch kind {
        case .named(let named): return try Repository(named: named)
        case .found(let folder):
            guard let repository = try Repository.discovered(at: folder) else {
                throw GitError.notARepository(at: folder)
            }
            return repository
        }
    }
}
