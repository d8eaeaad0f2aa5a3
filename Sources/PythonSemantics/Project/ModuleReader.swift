import FileSystem
import SourceText

/// Supplies the project index with modules.
public protocol ModuleReader: Sendable {
    /// Every Python file of the project, sorted.
    var paths: [Path] { get }

    /// A file's text, nil if it cannot be read. Called from several threads.
    func source(at path: Path) -> SourceText?
}

/// A project in which only the current file is known.
public struct NoModules: ModuleReader {
    public init() {}
    public var paths: [Path] { [] }
    public func source(at path: Path) -> SourceText? { nil }
}
