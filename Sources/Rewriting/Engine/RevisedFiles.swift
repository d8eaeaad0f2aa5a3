import FileSystem

/// Some files of a run, with other texts than they had: what a run has made of them.
public struct RevisedFiles: SourceProvider {
    private let files: any SourceProvider
    private let texts: [Path: [UInt8]]
    public let paths: [Path]

    /// - Parameter paths: the files to look at; the rest of the project is there for imports.
    public init(_ files: any SourceProvider, with texts: [Path: [UInt8]], at paths: Set<Path>) {
        self.files = files
        self.texts = texts
        self.paths = files.paths.filter(paths.contains)
    }

    public var projectPaths: [Path] { files.projectPaths }

    public func isNamed(_ path: Path) -> Bool { files.isNamed(path) }

    public func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        if let text = texts[path] { return text }
        return try files.bytes(at: path)
    }
}
