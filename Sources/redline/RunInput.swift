import FileSystem
import Git
import Inputs
import Reporting
import Rewriting

/// The files of a run and the configuration that applies to them.
struct RunInput {
    let provider: any VersionedFiles
    /// The commit that the files come from; nil for the working tree.
    var commit: ObjectID?
    let exclusions: Exclusions
    let configuration: LocatedConfiguration
    /// About the choice of configuration.
    var notices: [Notice] = []
    /// The folder on disk that the files' paths are relative to; nil if there is none.
    var root: Path?

    static func currentFolder() throws(InputError) -> Path {
        do throws(SystemError) {
            return try Path.currentFolder()
        } catch {
            throw InputError("cannot find the current folder: \(error.message)", hint: "cd to a folder that exists")
        }
    }

    static func repository() throws -> Repository {
        let folder = try currentFolder()
        guard let repository = try Repository.current() else { throw GitError.notARepository(at: folder) }
        return repository
    }

    // MARK: Working tree

    static func workingTree(_ paths: [Path], _ options: RunOptions) throws -> (tree: WorkingTree, input: RunInput) {
        let targets = try Targets(paths, listed: try options.listedPaths(), in: try currentFolder())
        let root = WorkingTree.root(of: targets)
        let configuration = try ConfigurationSearch.inWorkTree(
            from: targets.commonFolder ?? targets.folder, relativeTo: root)
        let exclusions = exclusions(configuration, options)
        let tree = try WorkingTree(targets, at: root, excluding: exclusions)
        return (tree, RunInput(provider: tree, exclusions: exclusions, configuration: configuration, root: root))
    }

    private static func exclusions(_ configuration: LocatedConfiguration, _ options: RunOptions) -> Exclusions {
        Exclusions(configuration.configuration, relativeTo: configuration.base, force: options.forceExclude)
    }

    // MARK: Commit

    static func commit(
        _ commit: ObjectID, _ paths: [Path], _ options: RunOptions, in repository: Repository
    ) throws -> RunInput {
        let folder = try currentFolder()
        let targets = try CommitTargets(paths, listed: try options.listedPaths(), from: folder, in: repository)
        let configuration = try ConfigurationSearch.inCommit(commit, from: targets.commonFolder, of: repository)
        let exclusions = exclusions(configuration, options)
        let files = try CommitFiles(of: commit, in: repository, at: targets, excluding: exclusions)
        let notices = try difference(from: configuration, at: targets.commonFolder, commit, repository)
        return RunInput(
            provider: files, commit: commit, exclusions: exclusions, configuration: configuration, notices: notices,
            root: repository.workingDirectory)
    }

    /// A note if the configuration in the working tree differs from the commit's.
    private static func difference(
        from configuration: LocatedConfiguration, at folder: Path, _ commit: ObjectID, _ repository: Repository
    ) throws -> [Notice] {
        guard let root = repository.workingDirectory else { return [] }
        var own = try ConfigurationSearch.inWorkTree(from: root.appending(folder), relativeTo: root)
        own.commit = configuration.commit
        if own == configuration { return [] }
        let message = "using the configuration of commit \(commit.short); the one in the working tree differs"
        return [Notice(.note, message, path: configuration.file ?? own.file)]
    }

    // MARK: Standard input

    /// With a name, the text stands for that file of the working tree, whether or not it exists.
    static func standardInput(named name: Path?, _ options: RunOptions) throws -> RunInput {
        let folder = try currentFolder()
        guard let name else {
            let configuration = try ConfigurationSearch.inWorkTree(from: folder, relativeTo: folder)
            return RunInput(
                provider: try StandardInput(), exclusions: Exclusions(), configuration: configuration)
        }
        let file = folder.appending(name).normalized
        let targets = try Targets([], listed: [], in: folder)
        let root = RepositoryFolder.workTree(around: file.folder) ?? folder
        let configuration = try ConfigurationSearch.inWorkTree(from: file.folder, relativeTo: root)
        let exclusions = exclusions(configuration, options)
        let project = try WorkingTree(targets, at: root, excluding: exclusions)
        let input = try StandardInput(named: file.relative(to: root), of: project, excluding: exclusions)
        return RunInput(provider: input, exclusions: exclusions, configuration: configuration, root: root)
    }

    /// How the paths of the run are shown.
    var display: PathDisplay { PathDisplay(root: root, folder: try? Self.currentFolder()) }

    /// For `--verbose`.
    var configurationLine: String {
        guard let file = configuration.file.map(display.shown) else { return "configuration: none" }
        let origin = configuration.commit.map { "commit \($0.short)" } ?? "working tree"
        return "configuration: \(file) (\(origin))"
    }
}
