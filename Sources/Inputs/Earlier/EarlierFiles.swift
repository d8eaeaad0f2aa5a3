import FileSystem
import Git
import PythonLibraries
import Rewriting

/// The files of a run as they were in an earlier commit, to compare its findings with.
///
/// Files that have not changed are read from where the run reads them: that is faster than the object database.
public struct EarlierFiles: SourceProvider {
    public let commit: ObjectID
    /// The run's files, and all others that have changed since: code moves.
    public let paths: [Path]
    public let projectPaths: [Path]
    /// Files of the project as it is now that have changed, but are not part of the run.
    public let changedElsewhere: SelectedFiles
    /// Files of the project that it did not have then.
    public let added: Set<Path>
    /// Files of the project that it does not have any more.
    public let removed: Set<Path>
    private let files: CommitFiles
    private let current: any VersionedFiles
    private let unchanged: Set<Path>

    /// Throws if the commit's trees or the index cannot be read, or if some of the run's files are outside of the repository.
    public init(
        of commit: ObjectID, in repository: Repository, before run: any VersionedFiles,
        excluding exclusions: Exclusions
    ) throws(InputError) {
        if let outside = run.paths.first(where: \.isAbsolute), let root = repository.workingDirectory {
            throw InputError("'\(outside)' is not in the repository at \(root)", hint: "--since with paths inside it")
        }
        self.commit = commit
        current = run
        files = try CommitFiles(of: commit, in: repository, at: .everything, excluding: exclusions)
        let comparison: CommitComparison
        do throws(GitError) {
            comparison = try run.comparison(with: files.blobs, in: repository)
        } catch {
            throw InputError(error.message, hint: error.hint)
        }
        unchanged = comparison.unchanged
        projectPaths = files.projectPaths.filter { !comparison.unseen.contains($0) }
        let (own, project) = (Set(run.paths), Set(projectPaths))
        let unchanged = unchanged
        func isElsewhere(_ path: Path) -> Bool {
            !unchanged.contains(path) && !own.contains(path) && !exclusions.leaveOut(tracked: path, below: .here)
        }
        paths = projectPaths.filter { own.contains($0) || isElsewhere($0) }
        let now = run.projectPaths
        changedElsewhere = SelectedFiles(now.filter(isElsewhere), of: run)
        added = Set(now).subtracting(project)
        removed = project.subtracting(now)
    }

    public func isNamed(_ path: Path) -> Bool { current.isNamed(path) }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        unchanged.contains(path) ? try current.bytes(at: path) : try files.bytes(at: path)
    }

    /// A file as the run sees it.
    public func currentBytes(at path: Path) throws(SkipReason) -> [UInt8] { try current.bytes(at: path) }
}

/// Some files of a project.
public struct SelectedFiles: SourceProvider {
    public let paths: [Path]
    private let project: any SourceProvider

    init(_ paths: [Path], of project: any SourceProvider) {
        self.paths = paths
        self.project = project
    }

    public var projectPaths: [Path] { project.projectPaths }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] { try project.bytes(at: path) }
}
