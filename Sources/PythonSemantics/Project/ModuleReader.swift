import FileSystem
import SourceText

/// Where the project index reads modules.
public protocol ModuleReader: Sendable {
    /// Every Python file of the project, sorted.
    var paths: [Path] { get }

    /// A file's text, nil where it cannot be read. Called from several threads.
    func source(at path: Path) -> SourceText?
}

/// A project of which nothing is known but the file at hand.
public struct NoModules: ModuleReader {
    public init() {}
    public var paths: [Path] { [] }
    public func source(at path: Path) -> SourceText? { nil }
}
