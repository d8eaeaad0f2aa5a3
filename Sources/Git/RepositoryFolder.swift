import FileSystem

/// Finds out where a repository may be, without libgit2.
public enum RepositoryFolder {
    /// The nearest folder at or above a path that has a `.git`: the root of a working tree.
    public static func workTree(around path: Path) -> Path? {
        path.foldersUpwards.first(where: hasRepository)
    }

    /// True if `.git` is a repository, or leads to that of a linked work tree or submodule, by git's own criteria.
    private static func hasRepository(_ folder: Path) -> Bool {
        let git = folder.appending(".git".utf8)
        do throws(SystemError) {
            return try git.status(followingLinks: true).kind == .file || isRepository(git)
        } catch {
            return !error.isMissing
        }
    }

    /// Why the `.git` of a folder cannot be read; nil if it can, or if it is not a folder.
    static func unreadable(at folder: Path) -> SystemError? {
        let git = folder.appending(".git".utf8)
        guard (try? git.status(followingLinks: true))?.kind == .folder else { return nil }
        do throws(SystemError) {
            _ = try git.appending("HEAD".utf8).status(followingLinks: false)
            return nil
        } catch {
            return error.isMissing ? nil : error
        }
    }

    /// What cannot be read may well exist: libgit2 reports the error then.
    private static func isRepository(_ folder: Path) -> Bool {
        ["HEAD", "objects"].allSatisfy { name in
            do throws(SystemError) {
                _ = try folder.appending(name.utf8).status(followingLinks: false)
                return true
            } catch {
                return !error.isMissing
            }
        }
    }

    /// The nearest folder at or above a path that has a `.git` or is a bare repository.
    static func nearest(to path: Path) -> Path? {
        // A link's target is in another folder.
        guard let resolved = try? path.resolved() else { return nil }
        return resolved.foldersUpwards.first { hasRepository($0) || isRepository($0) }
    }
}
