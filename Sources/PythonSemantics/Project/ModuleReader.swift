import FileSystem
import SourceText

/// Supplies the project index with modules.
public protocol ModuleReader: Sendable {
    /// Every Python file of the project, sorted.
    var paths: [Path] { get }

    /// A file's text, nil if it cannot be read. Called from several threads.
    func source(at path: Path) -> SourceText?

    /// The bytes of a file of any kind, nil if it cannot be read. Called from several threads.
    func bytes(at path: Path) -> [UInt8]?

    /// False for files that imports are resolved in, and that are not to be changed.
    func mayEdit(_ path: Path) -> Bool

    /// The files that contain a text, in comments and strings, too; sorted. Called from several threads.
    func paths(containing text: String) -> [Path]

    /// Those among some files.
    func paths(containing text: String, among paths: [Path]) -> [Path]

    /// The files that contain a name that is not part of a longer one, in comments and strings, too; sorted. Called from
    /// several threads.
    func paths(mentioning word: String) -> [Path]
}

extension ModuleReader {
    public func bytes(at path: Path) -> [UInt8]? { source(at: path)?.bytes }

    public func mayEdit(_ path: Path) -> Bool { true }

    public func paths(containing text: String) -> [Path] { self.paths(containing: text, among: paths) }

    public func paths(containing text: String, among paths: [Path]) -> [Path] {
        paths.filter { source(at: $0)?.contains(text) ?? false }
    }

    public func paths(mentioning word: String) -> [Path] {
        paths.filter { source(at: $0)?.mentions(word) ?? false }
    }
}

/// A project in which only the current file is known.
public struct NoModules: ModuleReader {
    public init() {}
    public var paths: [Path] { [] }
    public func source(at path: Path) -> SourceText? { nil }
}
