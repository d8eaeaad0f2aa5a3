import FileSystem
import Rewriting

/// An input: the file under test among the files of its project.
public struct Sample: SourceProvider, Sendable {
    /// The generated file; the others are only looked up through its imports.
    public let path: Path
    public var bytes: [UInt8]
    public let others: [Path: [UInt8]]

    public init(path: Path = "sample.py", bytes: [UInt8], others: [Path: [UInt8]] = [:]) {
        self.path = path
        self.bytes = bytes
        self.others = others.filter { $0.key != path }
    }

    public var paths: [Path] { [path] }

    public var projectPaths: [Path] { (others.keys + [path]).sorted() }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        if path == self.path { return bytes }
        guard let other = others[path] else { throw .unreadable("no such file") }
        return other
    }

    /// The project with the changes of a run.
    func applying(_ changes: [FileChange]) -> Sample {
        var files = others
        for change in changes { files[change.path] = change.after }
        return Sample(path: path, bytes: files[path] ?? bytes, others: files)
    }
}
