import FileSystem

/// How a run goes about its files, as the command line and the project's configuration want it.
public struct RunSettings: Sendable {
    public var file: FileSettings
    /// Fixes above this level are left out.
    public var level: FixLevel
    public var pathIgnores: PathIgnores
    /// The names that comments may use; those of the run's codemods if it is nil.
    public var names: CodemodNames?
    /// The number of files looked at at the same time.
    public var threads: Int
    /// Without the prefilter every file is parsed and every codemod asked: the same result, later.
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

/// `per-path-ignores`: codemods that are not to look at some paths.
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

    /// The codemods that a file is kept from, as the configuration calls them.
    func codemods(at path: Path) -> Set<String> {
        guard !entries.isEmpty else { return [] }
        let path = path.relative(to: base)
        return entries.filter { $0.pattern.matches(path) }.reduce(into: []) { $0.formUnion($1.codemods) }
    }
}
