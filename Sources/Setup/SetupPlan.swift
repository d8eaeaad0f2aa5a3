import FileSystem
import Git
import Inputs
import PythonLibraries
import Reporting
import Review
import Rewriting

/// What a project needs to begin with Redline: its configuration, a baseline, and what git has to know. Nothing is written before `write`.
public struct SetupPlan: Sendable {
    public let root: Path
    public let isRepository: Bool
    public let packages: ImportedPackages
    /// Set if there is a `[tool.redline]`: it is left as it is.
    public let existing: Path?
    /// All findings of the project under the configuration that is proposed, and those that are not decided on yet.
    public let findings: RunResult
    /// The codemods that run.
    public let codemods: [any Codemod]
    /// Number of findings that the baseline gets.
    public let newEntries: Int
    /// `pyproject.toml` and `.gitattributes`, as far as they change.
    public let changes: [FileChange]
    private let baseline: BaselineUpdate

    private static let configurationFile: Path = "pyproject.toml"
    private static let attributesFile: Path = ".gitattributes"

    /// Looks at the project around a folder, up to the root of its repository. Throws if its configuration cannot be read, or if the text
    /// to add does not fit into it.
    public init(around folder: Path, _ all: [any Codemod]) throws {
        let repository = RepositoryFolder.workTree(around: folder)
        let root = repository ?? folder
        self.root = root
        isRepository = repository != nil
        let current = try ConfigurationSearch.inWorkTree(from: root, relativeTo: root)
        existing = current.file
        let base = current.base
        let files = try Self.files(root, current.configuration, base)
        packages = ImportedPackages(of: files)

        let old = try Self.bytes(of: Self.configurationFile, in: root)
        var (configuration, changes) = (current.configuration, [FileChange]())
        if current.file == nil {
            let text = Self.proposal(packages, files, all)
            if old != nil || !text.isEmpty {
                let new = AppendedText.bytes(text.lines, to: old ?? [], isApart: true)
                configuration = try Self.parsed(new)
                changes.append(FileChange(path: Self.configurationFile, before: old ?? [], after: new))
            }
        }
        codemods = try CodemodSelection.chosen(from: all, configuration: configuration, in: nil, only: [], skip: [])
        let settings = RunSettings(
            FileSettings(configuration), pathIgnores: PathIgnores(configuration.perPathIgnores, relativeTo: base),
            names: CodemodNames(all))
        let proposals = Proposals(
            Engine(codemods: codemods, settings: settings).prepare(try Self.files(root, configuration, base)))
        let run = DecidedRun(
            proposals, try DecisionsFile(in: root).decisions, baseline: try Baseline(in: root))
        findings = proposals.result
        baseline = BaselineUpdate(run, proposals)
        newEntries = baseline.open.count
        if repository != nil, let change = try Self.attributes(in: root) { changes.append(change) }
        self.changes = changes
    }

    /// True if there is nothing to write.
    public var isEmpty: Bool { changes.isEmpty && newEntries == 0 }

    /// Writes everything. Throws at the first file that cannot be written.
    public func write() throws {
        for change in changes { try Self.write(change, in: root) }
        if newEntries > 0 { _ = try baseline.write(in: root) }
    }

    // MARK: Proposal

    private static func files(
        _ root: Path, _ configuration: ProjectConfiguration, _ base: Path
    ) throws(InputError) -> WorkingTree {
        try WorkingTree(Targets([], in: root), at: root, excluding: Exclusions(configuration, relativeTo: base))
    }

    private static func proposal(
        _ packages: ImportedPackages, _ files: WorkingTree, _ all: [any Codemod]
    ) -> ConfigurationText {
        var text = ConfigurationText()
        let useful = packages.codemods(among: all)
        if useful.count < all.count { text.select = useful.map(\.id).sorted() }
        text.extendExclude = ForeignCode(in: files).patterns
        let option = useful.first { codemod in codemod.options.contains { $0.name == "session-factory" } }
        if let option {
            let factories = SessionFactories.all(in: Engine.index(of: files))
            if factories.count == 1 { text.sessionFactory = (option.id, factories[0]) }
        }
        return text
    }

    private static func parsed(_ bytes: [UInt8]) throws(InputError) -> ProjectConfiguration {
        do {
            return try ProjectConfiguration(toml: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw InputError(
                "[tool.redline] cannot be added at the end of '\(configurationFile)': \(error.message)",
                hint: "add it by hand, where the file has its other tools")
        }
    }

    /// Adds the lines for files in which branches must not conflict, unless something is said about them.
    private static func attributes(in root: Path) throws(InputError) -> FileChange? {
        let old = try bytes(of: attributesFile, in: root) ?? []
        let named = Set(
            old.split(separator: 0x0A).compactMap { line in
                line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }.first.map { String(decoding: $0, as: UTF8.self) }
            })
        let missing = [DecisionsFile.attribute, Baseline.attribute].filter { line in
            !named.contains(String(line.prefix { $0 != " " }))
        }
        if missing.isEmpty { return nil }
        return FileChange(
            path: attributesFile, before: old, after: AppendedText.bytes(missing, to: old, isApart: false))
    }

    // MARK: Files

    /// Nil if the file does not exist.
    private static func bytes(of file: Path, in root: Path) throws(InputError) -> [UInt8]? {
        do throws(ReadError) {
            return try FileContents.bytes(at: root.appending(file), followingLinks: true, limit: 16 << 20)
        } catch {
            if error.isMissing { return nil }
            throw InputError("cannot read '\(file)': \(error.message)")
        }
    }

    /// Keeps mode and owner of a file that exists, and a link to it.
    private static func write(_ change: FileChange, in root: Path) throws(InputError) {
        let file = root.appending(change.path)
        do throws(SystemError) {
            guard let target = try? file.resolved() else { return try FileContents.replace(file, with: change.after) }
            let replacement = try FileReplacement(
                of: target, with: change.after, temporary: Leftovers.name(1))
            defer { replacement.discard() }
            try replacement.swap()
        } catch {
            throw InputError("cannot write '\(change.path)': \(error.message)")
        }
    }
}
