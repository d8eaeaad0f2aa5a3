import FileSystem

/// Finds out where a repository may be, without libgit2 and by git's own criteria.
public enum RepositoryFolder {
    /// The root of the working tree around a path: the one that the environment names if the path is in it, else the nearest folder
    /// with a `.git`.
    public static func workTree(around path: Path) -> Path? {
        let found = folders(from: path).first(where: hasRepository)
        guard let named = try? NamedRepository.current.get()?.workTree, path.isInside(named) else { return found }
        // A repository further inside is one of its own.
        guard let found, found != named, found.isInside(named) else { return named }
        return found
    }

    /// The nearest folder at or above a path that has a `.git` or is a bare repository.
    static func nearest(to path: Path) -> Path? {
        // A link's target is in another folder.
        guard let resolved = try? path.resolved() else { return nil }
        return folders(from: resolved).first { hasRepository($0) || isRepository($0) }
    }

    /// A path and the folders around it, as far as git searches: up to another file system or a ceiling.
    private static func folders(from path: Path) -> [Path] {
        let all = path.foldersUpwards
        let environment = GitEnvironment.current
        let end = all.dropFirst().firstIndex { environment.ceilings.contains($0) } ?? all.endIndex
        guard !environment.crossesFileSystems else { return Array(all[..<end]) }
        let device = all.lazy.compactMap { try? $0.status(followingLinks: true).device }.first
        return Array(all[..<end].prefix { ((try? $0.status(followingLinks: true).device) ?? device) == device })
    }

    /// True if `.git` is a repository, or leads to that of a linked work tree or submodule.
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
        let common = folder.appending("commondir".utf8).exists
        let objects = common || GitEnvironment.current.objectDirectory != nil ? [] : ["objects"]
        return (["HEAD"] + objects + (common ? [] : ["refs"])).allSatisfy { name in
            do throws(SystemError) {
                _ = try folder.appending(name.utf8).status(followingLinks: false)
                return true
            } catch {
                return !error.isMissing
            }
        }
    }
}
