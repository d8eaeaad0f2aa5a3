import FileSystem
import PythonSyntax
import SourceText
import Synchronization

/// The modules of a project, read and parsed on demand. Shared by all threads of a run.
///
/// Other files are seen as they were before the run; the current file is seen in its current text.
public final class ProjectIndex: Sendable {
    private struct State {
        var paths: ModulePaths?
        var files: [Path: ModuleFile?] = [:]
        var exports: [Path: ModuleExports?] = [:]
        var mentions: [String: [Path]] = [:]
        var facts: [ObjectIdentifier: any Sendable] = [:]
    }

    private let reader: any ModuleReader
    private let state = Mutex(State())

    public init(_ reader: any ModuleReader = NoModules()) { self.reader = reader }

    /// Every Python file of the project.
    public var paths: [Path] { reader.paths }

    /// The files whose text contains a word. All files are read once for each word, and none is parsed.
    public func paths(mentioning word: String) -> [Path] {
        if let known = state.withLock({ $0.mentions[word] }) { return known }
        let found = paths.filter { reader.source(at: $0)?.mentions(word) ?? false }
        state.withLock { $0.mentions[word] = found }
        return found
    }

    /// Looks for several words at once: each file is read once for all of them.
    public func lookUp(_ words: [String]) {
        let unknown = state.withLock { state in words.filter { state.mentions[$0] == nil } }
        if unknown.isEmpty { return }
        var found = Dictionary(uniqueKeysWithValues: Set(unknown).map { ($0, [Path]()) })
        for path in paths {
            guard let source = reader.source(at: path) else { continue }
            for word in found.keys where source.mentions(word) { found[word]?.append(path) }
        }
        state.withLock { $0.mentions.merge(found) { known, _ in known } }
    }

    /// What is true of the whole project, worked out by the first file that asks. There is one fact of each type.
    public func fact<Fact: Sendable>(_ make: () -> Fact) -> Fact {
        let key = ObjectIdentifier(Fact.self)
        if let known = state.withLock({ $0.facts[key] }) as? Fact { return known }
        // Made outside the lock: it asks for files.
        let fact = make()
        state.withLock { $0.facts[key] = fact }
        return fact
    }

    /// The module in a file, nil if it cannot be read or is not valid Python.
    public func file(at path: Path) -> ModuleFile? {
        if let known = state.withLock({ $0.files[path] }) { return known }
        // Parsed outside the lock: two threads may parse the same file, but none waits.
        let file = tree(at: path).map { ModuleFile(path: path, tree: $0, in: self) }
        return state.withLock { state in
            if let known = state.files[path] { return known }
            state.files[path] = .some(file)
            return file
        }
    }

    /// The names that a star import of a file may bind, nil if unknown. The file's own star imports are not followed
    /// here, because they may be circular.
    func exports(of path: Path) -> ModuleExports? {
        if let known = state.withLock({ $0.exports[path] }) { return known }
        let exports = tree(at: path).flatMap { tree in
            ModuleExports(SemanticModel(tree)) { name in
                ModuleFile.isPackage(path) && self.path(ofModule: "." + name, importedFrom: path) != nil
            }
        }
        state.withLock { $0.exports[path] = .some(exports) }
        return exports
    }

    private func tree(at path: Path) -> SyntaxTree? {
        reader.source(at: path).flatMap { try? SyntaxTree(parsing: $0) }
    }

    /// The path of the file that an import means. The module's name includes its leading dots.
    public func path(ofModule name: String, importedFrom importer: Path) -> Path? {
        let paths = state.withLock { state in
            if let known = state.paths { return known }
            let made = ModulePaths(reader.paths)
            state.paths = made
            return made
        }
        return paths.path(of: name, importedFrom: importer)
    }

    public func module(named name: String, importedFrom importer: ModuleFile) -> ModuleFile? {
        if let first = name.split(separator: ".").first, !name.hasPrefix("."), KnownPackages.contains(first) {
            return nil
        }
        guard let path = path(ofModule: name, importedFrom: importer.path) else { return nil }
        return path == importer.path ? importer : file(at: path)
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
