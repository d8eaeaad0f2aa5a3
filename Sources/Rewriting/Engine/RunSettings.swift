import FileSystem

/// The settings of a run, from the command line and the project's configuration.
public struct RunSettings: Sendable {
    public var file: FileSettings
    /// Fixes above this level are left out.
    public var level: FixLevel
    public var pathIgnores: PathIgnores
    /// The names that comments may use; nil means those of the run's codemods.
    public var names: CodemodNames?
    /// The number of files processed in parallel.
    public var threads: Int
    /// If false, every file is parsed and every codemod is asked: the result is the same, but takes longer.
    public var usesPrefilter: Bool

    public init(
        _ file: FileSettings = FileSettings(), level: FixLevel = .review, pathIgnores: PathIgnores = PathIgnores(),
        names: CodemodNames? = nil, threads: Int? = nil, usesPrefilter: Bool = true
    ) {
        self.file = file
        self.level = level
        self.pathIgnores = pathIgnores
        self.names = names
        self.threads = threads ?? Parallel.processors
        self.usesPrefilter = usesPrefilter
    }
}

/// `per-path-ignores`: codemods that do not run on some paths.
public struct PathIgnores: Sendable, Equatable {
    private var entries: [Entry] = []
    /// The folder that the patterns are relative to.
    private var base = Path.here

    private struct Entry: Sendable, Equatable {
        let pattern: PathPattern
        let codemods: Set<String>
    }

    public init() {}

    public init(_ patterns: [String: [String]], relativeTo base: Path) {
        entries = patterns.sorted { $0.key < $1.key }.map {
            Entry(pattern: PathPattern($0.key), codemods: Set($0.value))
        }
        self.base = base
    }

    /// The codemods that do not run on a file, by the names in the configuration.
    func codemods(at path: Path) -> Set<String> {
        guard !entries.isEmpty else { return [] }
        let path = path.relative(to: base)
        return entries.filter { $0.pattern.matches(path) }.reduce(into: []) { $0.formUnion($1.codemods) }
    }
}
