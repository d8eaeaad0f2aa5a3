import FileSystem
import Git
import Rewriting

/// A file or folder that the user named, with every link on the way resolved.
public struct Target: Sendable {
    /// As the user gave it.
    public let given: Path
    /// Absolute, without links.
    public let path: Path
    public let isFolder: Bool
    /// True for a link that leads out of the tree it is in: its repository, or its folder if it is in none.
    public let leavesItsTree: Bool
}

/// What a run looks at: the arguments and the entries of a list.
public struct Targets: Sendable {
    public private(set) var all: [Target] = []
    /// About listed paths that do not exist or cannot be reached. Theirs are absolute.
    public private(set) var notices: [Notice] = []
    /// The folder that relative paths start from: absolute, links resolved.
    public let folder: Path

    /// Without arguments and list the target is the folder itself; an empty list means nothing. Throws if an argument
    /// does not exist.
    public init(_ arguments: [Path], listed: [Path]? = nil, in folder: Path) throws(InputError) {
        self.folder = folder
        for argument in arguments { try take(argument) }
        for path in listed ?? [] {
            do {
                try take(path)
            } catch {
                let absolute = folder.appending(path)
                let isGone = !absolute.exists
                notices.append(
                    Notice(
                        isGone ? .note : .error, isGone ? "listed, but does not exist; skipped" : error.message,
                        path: absolute.normalized))
            }
        }
        if arguments.isEmpty, listed == nil {
            all = [Target(given: folder, path: folder, isFolder: true, leavesItsTree: false)]
        }
    }

    /// The deepest folder that contains all targets; nil if there is none. It decides which configuration applies.
    public var commonFolder: Path? { Path.commonFolder(of: all.map { $0.isFolder ? $0.path : $0.path.folder }) }

    private mutating func take(_ argument: Path) throws(InputError) {
        guard !argument.isEmpty else {
            throw InputError("a path is empty", hint: "'.' for the current folder")
        }
        let absolute = folder.appending(argument)
        let status: FileStatus
        let real: Path
        do {
            status = try absolute.status(followingLinks: true)
            real = try absolute.resolved()
        } catch {
            throw InputError(
                error.isMissing ? "there is no '\(argument)'" : "cannot read '\(argument)': \(error.message)")
        }
        let isFolder = status.kind == .folder
        all.append(
            Target(
                given: argument, path: real, isFolder: isFolder,
                leavesItsTree: Self.leavesTree(absolute, real, isFolder: isFolder)))
    }

    /// A link that is itself outside any repository is just another way to the folder: `~/current`.
    private static func leavesTree(_ given: Path, _ real: Path, isFolder: Bool) -> Bool {
        let link = given.normalized
        guard let kind = try? link.status(followingLinks: false).kind, kind == .link,
            let home = try? link.folder.resolved()
        else { return false }
        let repository = RepositoryFolder.workTree(around: home)
        if isFolder, repository == nil { return false }
        return !real.isInside(repository ?? home)
    }
}
