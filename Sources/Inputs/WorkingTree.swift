import FileSystem
import Git
import Rewriting
import SourceText
import Synchronization

/// Files on disk: those that git tracks or does not ignore; outside git, every Python file found.
public final class WorkingTree: SourceProvider {
    /// The folder that paths are relative to: the root of the first target's repository, or the current folder.
    public let root: Path
    public let paths: [Path]
    public let notices: [Notice]
    /// Temporary files of interrupted runs; absolute.
    public let leftovers: [Path]
    /// Paths that the user named one by one.
    private let named: Set<Path>
    /// Named links that lead out of their tree, by the path they lead to.
    private let outsideLinks: [Path: Path]
    /// All files of the root's repository if a target covered it; otherwise listed on first use.
    private let project = Mutex<[Path]?>(nil)

    /// Without a root given, it is that of the first target's repository. Throws if the folders cannot be listed with git.
    public init(_ targets: Targets, at root: Path? = nil, excluding exclusions: Exclusions) throws(InputError) {
        self.root = root ?? Self.root(of: targets)
        let root = self.root
        var listing = FolderListing()
        var named: Set<Path> = []
        var outsideLinks: [Path: Path] = [:]
        var leftOut: [Path]?
        for target in targets.all {
            let path = target.path.relative(to: root)
            if target.leavesItsTree { outsideLinks[path] = target.given }
            if target.isFolder {
                let found = try Self.listing(of: target.path, named: path, exclusions)
                let kept = found.files.filter { !exclusions.leaveOut($0, below: path) }
                listing.files += kept
                // Excluded files are still part of the project.
                if target.path == root { leftOut = kept.count == found.files.count ? [] : found.files }
                listing.notices += found.notices
                listing.leftovers += found.leftovers
            } else if !exclusions.leaveOut(named: path) {
                listing.files.append(path)
                named.insert(path)
            }
        }
        let paths = Self.sortedOnce(listing.files)
        self.paths = paths
        if let leftOut { project.withLock { $0 = leftOut.isEmpty ? paths : Self.sortedOnce(leftOut + paths) } }
        notices =
            targets.notices.map { Notice($0.severity, $0.message, path: $0.path?.relative(to: root)) }
            + listing.notices.sorted()
        leftovers = Self.sortedOnce(listing.leftovers)
        self.named = named
        self.outsideLinks = outsideLinks
    }

    /// Exactly these files, relative to a root, such as a snapshot's case.
    public init(root: Path, files: [Path]) {
        self.root = root
        paths = files.sorted()
        named = Set(files)
        notices = []
        leftovers = []
        outsideLinks = [:]
        project.withLock { $0 = paths }
    }

    /// The folder that a run's paths are relative to.
    public static func root(of targets: Targets) -> Path {
        targets.all.first.flatMap { RepositoryFolder.workTree(around: $0.path) } ?? targets.folder
    }

    public func absolutePath(of path: Path) -> Path { root.appending(path) }

    public func isNamed(_ path: Path) -> Bool { named.contains(path) }

    /// The link through which the user named a file outside the link's own tree.
    public func outsideLink(to path: Path) -> Path? {
        if outsideLinks.isEmpty { return nil }
        return path.foldersUpwards.lazy.compactMap { self.outsideLinks[$0] }.first
    }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        let limit = SizeLimit(isNamed: isNamed(path))
        do throws(ReadError) {
            return try FileContents.bytes(at: absolutePath(of: path), followingLinks: false, limit: limit.bytes)
        } catch {
            guard case .tooLarge = error else { throw .unreadable(error.message) }
            throw limit.excess
        }
    }

    /// Every file that git lists, so that imports are resolved when only a part of the project is looked at. Outside
    /// git only the run's own files are known.
    public var projectPaths: [Path] {
        if let known = project.withLock({ $0 }) { return known == paths ? known : Self.sortedOnce(known + paths) }
        guard root.appending(".git".utf8).exists,
            let listing = try? Self.listing(of: root, named: .here, Exclusions())
        else { return paths }
        let found = listing.files.sorted()
        project.withLock { $0 = found }
        return Self.sortedOnce(found + paths)
    }

    private static func sortedOnce(_ paths: [Path]) -> [Path] {
        let sorted = paths.sorted()
        guard zip(sorted, sorted.dropFirst()).contains(where: ==) else { return sorted }
        return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    }

    private static func listing(
        of folder: Path, named name: Path, _ exclusions: Exclusions
    ) throws(InputError) -> FolderListing {
        do throws(GitError) {
            do throws(GitError) {
                let walk = FolderWalk(exclusions: exclusions, tracked: try tracked(around: folder))
                return try walk.files(below: folder, named: name)
            } catch {
                guard error.kind == .unknownFormat else { throw error }
                var listing = try FolderWalk(exclusions: exclusions, tracked: nil).files(below: folder, named: name)
                listing.notices.append(Self.withoutGit(error, at: name))
                return listing
            }
        } catch {
            throw InputError(error.message, hint: error.hint)
        }
    }

    /// Files are there to be looked at, whatever git's own ones look like.
    private static func withoutGit(_ error: GitError, at folder: Path) -> Notice {
        Notice(
            .note,
            "\(error.message): .gitignore was not read, ignored files were looked at too",
            path: folder.isEmpty ? nil : folder)
    }

    /// Nil outside repositories, and for a folder that git ignores: whatever is named explicitly is looked at.
    private static func tracked(around folder: Path) throws(GitError) -> TrackedFiles? {
        guard let repository = try Repository.discover(from: folder), let root = repository.workingDirectory,
            folder.isInside(root)
        else { return nil }
        let tracked = try TrackedFiles(of: repository, root: root)
        if !tracked.hasFiles(inside: folder), try tracked.ignores(folder: folder) { return nil }
        return tracked
    }
}
