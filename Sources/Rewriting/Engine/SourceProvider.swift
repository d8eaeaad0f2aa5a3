import FileSystem

/// Supplies the files of a run: from a working tree, a commit or standard input.
public protocol SourceProvider: Sendable {
    /// The paths of the run, sorted and unique.
    var paths: [Path] { get }

    /// Every Python file of the project around the run, sorted. Imports are resolved here.
    var projectPaths: [Path] { get }

    /// The bytes of a file. Called from several threads. Throws if the file cannot be read or is too large.
    func bytes(at path: Path) throws(SkipReason) -> [UInt8]

    /// True for a file that the user named: it is always parsed, and an error in it is an error of the run.
    func isNamed(_ path: Path) -> Bool

    /// About the listing itself: a folder that could not be read, a listed path that does not exist.
    var notices: [Notice] { get }
}

extension SourceProvider {
    public var projectPaths: [Path] { paths }

    public func isNamed(_ path: Path) -> Bool { false }

    public var notices: [Notice] { [] }
}
