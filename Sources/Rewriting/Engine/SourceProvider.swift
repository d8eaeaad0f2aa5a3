import FileSystem

/// Where a run's files come from: a working tree, a commit, standard input.
public protocol SourceProvider: Sendable {
    /// The paths of the run, sorted, each once.
    var paths: [Path] { get }

    /// Every Python file of the project the run is part of, sorted: where imports are looked up.
    var projectPaths: [Path] { get }

    /// The bytes of a file. Called from several threads.
    func bytes(at path: Path) throws(SkipReason) -> [UInt8]

    /// True for a file that the user named: it is always parsed, and an error in it is an error of the run.
    func isNamed(_ path: Path) -> Bool

    /// What is to be said about the listing itself: a folder that could not be read, a listed path that is gone.
    var notices: [Notice] { get }
}

extension SourceProvider {
    public var projectPaths: [Path] { paths }

    public func isNamed(_ path: Path) -> Bool { false }

    public var notices: [Notice] { [] }
}
