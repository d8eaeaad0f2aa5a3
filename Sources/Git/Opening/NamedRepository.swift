import CLibgit2
import FileSystem

/// The repository that the environment names with `GIT_DIR` or `GIT_WORK_TREE`.
struct NamedRepository: Sendable {
    let directory: Path
    /// Without links; nil for a bare repository.
    let workTree: Path?

    /// Nil if the environment names none. Fails if there is none at the place it names.
    static let current: Result<NamedRepository?, GitError> = {
        do throws(GitError) {
            return .success(try named(by: .current))
        } catch {
            return .failure(error)
        }
    }()

    /// True if repositories are searched for: the other variables of the environment belong to the one found.
    static var isNone: Bool { !GitEnvironment.current.namesRepository }

    private static func named(by environment: GitEnvironment) throws(GitError) -> NamedRepository? {
        guard environment.namesRepository else { return nil }
        guard let folder = environment.folder else {
            throw GitError(.notARepository, "the current folder does not exist", hint: "cd to a folder that exists")
        }
        let directory = try directory(environment, folder)
        guard let directory else { return nil }
        if let tree = environment.workTree {
            return NamedRepository(directory: directory, workTree: resolved(folder.appending(tree)))
        }
        return NamedRepository(directory: directory, workTree: try workTree(of: directory, folder))
    }

    /// `GIT_WORK_TREE` alone belongs to the repository around the current folder.
    private static func directory(_ environment: GitEnvironment, _ folder: Path) throws(GitError) -> Path? {
        if let directory = environment.directory { return folder.appending(directory).normalized }
        guard let found = RepositoryFolder.nearest(to: folder),
            let repository = try Repository.discovered(at: found)
        else { return nil }
        return repository.gitDirectory.normalized
    }

    /// Unless the configuration says otherwise, git takes the current folder for the root.
    private static func workTree(of directory: Path, _ folder: Path) throws(GitError) -> Path? {
        let repository = try Repository(named: NamedRepository(directory: directory, workTree: nil))
        if let tree = try repository.path("core.worktree") { return resolved(repository.gitDirectory.appending(tree)) }
        return try repository.boolean("core.bare") == true ? nil : resolved(folder)
    }

    private static func resolved(_ path: Path) -> Path { (try? path.resolved()) ?? path.normalized }
}
