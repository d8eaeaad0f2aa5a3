import FileSystem
import PythonSyntax
import SourceText
import Synchronization

/// The modules of a project, read and parsed on demand. Shared by all threads of a run.
///
/// Other files are seen as they were before the run; the current file is seen in its current text.
public final class ProjectIndex: Sendable {
    private struct State {
        var allPaths: [Path]?
        var modulePaths: ModulePaths?
        var facts: [ObjectIdentifier: any Sendable] = [:]
        var changed: Set<Path> = []
    }

    private struct ImportKey: Hashable {
        let name: String
        let folder: Path
    }

    private let reader: any ModuleReader
    private let state = Mutex(State())
    private let files = FactTable<Path, ModuleFile?>()
    private let exports = FactTable<Path, ModuleExports?>()
    private let imported = FactTable<ImportKey, Path?>()
    private let mentions = FactTable<String, [Path]>()
    private let contents = FactTable<[String], [Path]>()
    private let inTests = FactTable<String, [Path]>()

    public init(_ reader: any ModuleReader = NoModules()) { self.reader = reader }

    /// Every Python file of the project.
    public var paths: [Path] {
        state.withLock { state in
            if let known = state.allPaths { return known }
            let paths = reader.paths
            state.allPaths = paths
            return paths
        }
    }

    /// True if fixes of other files may change a file: it belongs to the run, and no fix of its own has changed it.
    public func mayEdit(_ path: Path) -> Bool {
        reader.mayEdit(path) && !state.withLock { $0.changed.contains(path) }
    }

    /// Other files go on seeing its text from before the run.
    public func noteChange(of path: Path) { state.withLock { _ = $0.changed.insert(path) } }

    /// Before another run over the same files.
    public func forgetChanges() { state.withLock { $0.changed = [] } }

    /// The files that contain a name that is not part of a longer one, in comments and strings, too. None is parsed.
    public func paths(mentioning word: String) -> [Path] {
        mentions.fact(of: word) { reader.paths(mentioning: word) }
    }

    /// The files that contain a text anywhere. None is parsed.
    public func paths(containing text: String) -> [Path] {
        contents.fact(of: [text]) { reader.paths(containing: text) }
    }

    /// Those among the files with one of some other texts: worth it if these have been looked for already.
    public func paths(containing text: String, besides others: [String]) -> [Path] {
        contents.fact(of: [text] + others) {
            let candidates = Set(others.flatMap(paths(containing:))).sorted()
            return reader.paths(containing: text, among: candidates)
        }
    }

    /// Those among the tests.
    public func tests(containing text: String) -> [Path] {
        inTests.fact(of: text) { reader.paths(containing: text, among: tests) }
    }

    private struct Tests: Sendable {
        let paths: [Path]
    }

    private var tests: [Path] { fact { Tests(paths: paths.filter(\.isTest)) }.paths }

    /// What is true of the whole project, worked out by the first file that asks. There is one fact of each type.
    public func fact<Fact: Sendable>(_ make: () -> Fact) -> Fact {
        let key = ObjectIdentifier(Fact.self)
        let known = state.withLock { state in
            if let known = state.facts[key] as? ProjectFact<Fact> { return known }
            let made = ProjectFact<Fact>()
            state.facts[key] = made
            return made
        }
        return known.value(make)
    }

    /// The module in a file, nil if it cannot be read or is not valid Python.
    public func file(at path: Path) -> ModuleFile? {
        files.fact(of: path) { tree(at: path).map { ModuleFile(path: path, tree: $0, in: self) } }
    }

    /// The names that a star import of a file may bind, nil if unknown. The file's own star imports are not followed
    /// here, because they may be circular.
    func exports(of path: Path) -> ModuleExports? {
        exports.fact(of: path) {
            tree(at: path).flatMap { tree in
                ModuleExports(SemanticModel(tree)) { name in
                    ModuleFile.isPackage(path) && self.path(ofModule: "." + name, importedFrom: path) != nil
                }
            }
        }
    }

    /// The text of a file of any kind, in UTF-8 or as its first bytes say, read anew each time; nil if it cannot be read.
    public func text(at path: Path) -> String? { reader.bytes(at: path).map { MarkedText.decoded($0) } }

    private func tree(at path: Path) -> SyntaxTree? {
        reader.source(at: path).flatMap { try? SyntaxTree(parsing: $0) }
    }

    /// The path of the file that an import means. The module's name includes its leading dots.
    public func path(ofModule name: String, importedFrom importer: Path) -> Path? {
        // Files of one folder import alike.
        imported.fact(of: ImportKey(name: name, folder: importer.folder)) {
            modulePaths.path(of: name, importedFrom: importer)
        }
    }

    private var modulePaths: ModulePaths {
        let paths = paths
        return state.withLock { state in
            if let known = state.modulePaths { return known }
            let made = ModulePaths(paths)
            state.modulePaths = made
            return made
        }
    }

    public func module(named name: String, importedFrom importer: ModuleFile) -> ModuleFile? {
        if let first = name.split(separator: ".").first, !name.hasPrefix("."), KnownPackages.contains(first) {
            return nil
        }
        guard let path = path(ofModule: name, importedFrom: importer.path) else { return nil }
        return path == importer.path ? importer : file(at: path)
    }
}

/// One fact about a project. Other threads wait while it is worked out.
private final class ProjectFact<Fact: Sendable>: Sendable {
    private let fact = Mutex<Fact?>(nil)

    func value(_ make: () -> Fact) -> Fact {
        fact.withLock { known in
            let value = known ?? make()
            known = value
            return value
        }
    }
}

/// Packages known to Redline. They are never looked up in the project, which may contain a vendored copy.
enum KnownPackages {
    static func contains(_ name: Substring) -> Bool { names.contains(String(name)) }

    private static let names: Set<String> = [
        "fastapi", "starlette", "sqlalchemy", "sqlmodel", "flask_sqlalchemy", "typing", "typing_extensions",
        "contextlib",
        "logging", "functools", "asyncio", "celery", "pydantic", "django", "loguru", "structlog", "uuid", "datetime",
    ]
}
