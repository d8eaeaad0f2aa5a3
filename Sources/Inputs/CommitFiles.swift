import FileSystem
import Git
import PythonLibraries
import Rewriting
import SourceText
import Synchronization

/// The Python files of a commit, read from the object database.
public struct CommitFiles: SourceProvider {
    public let paths: [Path]
    /// Includes the files outside the requested folders.
    public let projectPaths: [Path]
    public let commit: ObjectID
    public let notices: [Notice]
    private let named: Set<Path>
    /// All files that were listed, and others that tell about the project's libraries and settings.
    let blobs: [Path: ObjectID]
    private let pool: RepositoryPool

    /// The targets are files and folders relative to the repository's root; the empty path means all of it. Throws if
    /// a named target contains no Python file.
    public init(
        of commit: ObjectID, in repository: Repository, at targets: CommitTargets, excluding exclusions: Exclusions
    ) throws(InputError) {
        self.commit = commit
        let files: [TreeFile]
        do {
            let named = Set(targets.all.map(\.path))
            let settings = SettingsFiles.names + RequiredVersions.names
            files = try repository.files(at: commit, endingIn: FolderWalk.suffixes + settings, or: named)
            try repository.requirePresent(files, of: commit)
        } catch {
            throw InputError(error.message, hint: error.hint)
        }
        blobs = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.blob) })
        let all = files.filter { file in
            FolderWalk.suffixes.contains { file.path.hasSuffix($0.utf8) }
                || targets.all.contains { $0.path == file.path }
        }
        projectPaths = all.map(\.path)
        pool = RepositoryPool(place: repository.place)
        var chosen: Set<Path> = []
        var named: Set<Path> = []
        var notices: [Notice] = []
        for target in targets.all {
            let below = all.map(\.path).filter { $0.isInside(target.path) }
            if below.isEmpty, !target.path.isEmpty {
                let message = "there is no Python file at or below '\(target.path)' in commit \(commit.short)"
                guard target.isListed else { throw InputError(message) }
                notices.append(Notice(.note, "listed, but not in commit \(commit.short); skipped", path: target.path))
            }
            if blobs[target.path] != nil {
                guard !exclusions.leaveOut(named: target.path) else { continue }
                named.insert(target.path)
            }
            chosen.formUnion(
                below.filter { $0 == target.path || !exclusions.leaveOut(tracked: $0, below: target.path) })
        }
        paths = chosen.sorted()
        self.named = named
        self.notices = notices
    }

    public func isNamed(_ path: Path) -> Bool { named.contains(path) }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        guard let blob = blobs[path] else { throw .unreadable("not in the commit") }
        let limit = SizeLimit(isNamed: isNamed(path))
        let bytes: [UInt8]?
        do throws(GitError) {
            bytes = try pool.withRepository { repository throws(GitError) in
                try repository.blob(blob, limit: limit.bytes)
            }
        } catch {
            throw .unreadable(error.message)
        }
        guard let bytes else { throw limit.excess }
        return bytes
    }
}

/// Files and folders of a commit, relative to its root.
public struct CommitTargets: Sendable {
    struct Target: Sendable {
        let path: Path
        /// From a list, so it may no longer exist.
        let isListed: Bool
    }

    let all: [Target]

    /// The whole commit.
    static let everything = CommitTargets(all: [Target(path: .here, isListed: false)])

    private init(all: [Target]) { self.all = all }

    /// Arguments are relative to a folder of the working tree. Links on the way are resolved; a path that exists only
    /// in the commit is taken literally.
    ///
    /// Without arguments and list, the target is the current folder, or the whole commit in a bare repository.
    /// Throws if a path is empty or outside the repository.
    public init(
        _ arguments: [Path], listed: [Path]?, from folder: Path, in repository: Repository
    ) throws(InputError) {
        let root = repository.workingDirectory
        var all: [Target] = []
        var given = arguments
        if arguments.isEmpty, listed == nil {
            guard root.map(folder.isInside) != false else {
                // git works at the root of a working tree that is elsewhere.
                self = .everything
                return
            }
            given = ["."]
        }
        for (paths, isListed) in [(given, false), (listed ?? [], true)] {
            for path in paths {
                guard !path.isEmpty else {
                    throw InputError("a path is empty", hint: "'.' for the current folder")
                }
                all.append(Target(path: try Self.relative(path, from: folder, to: root), isListed: isListed))
            }
        }
        self.all = all
    }

    /// The deepest folder that contains all targets. It decides which configuration applies.
    public var commonFolder: Path { Path.commonFolder(of: all.map(\.path)) ?? .here }

    private static func relative(_ path: Path, from folder: Path, to root: Path?) throws(InputError) -> Path {
        guard let root else { return path.isAbsolute ? .here : path.normalized }
        let absolute = folder.appending(path)
        let real = (try? absolute.resolved()) ?? absolute.normalized
        guard real.isInside(root) else { throw InputError("'\(path)' is not in the repository at \(root)") }
        return real.relative(to: root)
    }
}

/// Lends one open repository per thread at a time: libgit2's handles are not shared, and opening one for each file is
/// slow.
private final class RepositoryPool: Sendable {
    private let place: RepositoryPlace
    private let idle = Mutex<[Handle]>([])

    /// A handle passes from thread to thread, but is never used by two at once.
    private struct Handle: @unchecked Sendable {
        let repository: Repository
    }

    init(place: RepositoryPlace) { self.place = place }

    func withRepository<Result>(_ body: (Repository) throws(GitError) -> Result) throws(GitError) -> Result {
        let handle: Handle
        if let known = idle.withLock({ $0.popLast() }) {
            handle = known
        } else {
            handle = Handle(repository: try place.open())
        }
        defer { idle.withLock { $0.append(handle) } }
        return try body(handle.repository)
    }
}
