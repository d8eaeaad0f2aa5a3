import Git
import Rewriting
import SourceText
import Synchronization

/// The Python files of a commit, read from the object database.
public struct CommitFiles: SourceProvider {
    public let paths: [String]
    /// Those outside of the folders that were asked for too.
    public let projectPaths: [String]
    public let commit: ObjectID
    private let blobs: [String: ObjectID]
    private let pool: RepositoryPool

    /// `folders` are relative to the repository's root; none stands for all of it.
    public init(
        of commit: ObjectID, in repository: Repository, below folders: [String], excluding filter: PathFilter
    ) throws(GitError) {
        self.commit = commit
        let all = try repository.files(at: commit, endingIn: FolderWalk.suffixes)
        let files = all.filter { file in
            let isBelow =
                folders.isEmpty || folders.contains { $0.isEmpty || file.path == $0 || file.path.hasPrefix($0 + "/") }
            return isBelow && !filter.excludes(file.path)
        }
        paths = files.map(\.path)
        projectPaths = all.map(\.path)
        blobs = Dictionary(all.map { ($0.path, $0.blob) }) { first, _ in first }
        pool = RepositoryPool(path: repository.gitDirectory)
    }

    /// True where a file of the run is the path given or is in that folder; the empty path stands for the root.
    public func contains(below folder: String) -> Bool {
        folder.isEmpty || paths.contains { $0 == folder || $0.hasPrefix(folder + "/") }
    }

    public func bytes(at path: String) throws(SkipReason) -> [UInt8] {
        guard let blob = blobs[path] else { throw .unreadable("not in the commit") }
        do {
            return try pool.withRepository { repository throws(GitError) in try repository.blob(blob) }
        } catch {
            throw .unreadable(error.message)
        }
    }

    /// The text of a file of the commit that is no Python file, `pyproject.toml` say; nil where it is not there.
    public static func text(_ path: String, at commit: ObjectID, in repository: Repository) throws(GitError) -> String?
    {
        guard let file = try repository.files(at: commit, endingIn: [path]).first(where: { $0.path == path }) else {
            return nil
        }
        return String(decoding: try repository.blob(file.blob), as: UTF8.self)
    }
}

/// One open repository a thread at a time: libgit2's handles are not shared, and opening one for each file is slow.
private final class RepositoryPool: Sendable {
    private let path: String
    private let idle = Mutex<[Handle]>([])

    /// A handle goes from thread to thread, never to two at once.
    private struct Handle: @unchecked Sendable {
        let repository: Repository
    }

    init(path: String) { self.path = path }

    func withRepository<Result>(_ body: (Repository) throws(GitError) -> Result) throws(GitError) -> Result {
        let handle: Handle
        if let known = idle.withLock({ $0.popLast() }) {
            handle = known
        } else {
            guard let repository = try Repository.discover(from: path) else {
                throw GitError.notARepository(at: path)
            }
            handle = Handle(repository: repository)
        }
        defer { idle.withLock { $0.append(handle) } }
        return try body(handle.repository)
    }
}
