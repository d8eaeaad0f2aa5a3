import FileSystem
import PythonSyntax
import SourceText
import Synchronization

/// The modules of a project, read and parsed when they are asked for. Shared by all threads of a run.
///
/// Other files are seen as they were before the run; the file that a codemod works on is its own current text.
public final class ProjectIndex: Sendable {
    private struct State {
        var paths: ModulePaths?
        var files: [Path: ModuleFile?] = [:]
    }

    private let reader: any ModuleReader
    private let state = Mutex(State())

    public init(_ reader: any ModuleReader = NoModules()) { self.reader = reader }

    /// Every Python file of the project.
    public var paths: [Path] { reader.paths }

    /// The module in a file, nil where it cannot be read or is no Python.
    public func file(at path: Path) -> ModuleFile? {
        if let known = state.withLock({ $0.files[path] }) { return known }
        // Parsed outside the lock: two threads may do it twice, none waits.
        let file = reader.source(at: path).flatMap { try? SyntaxTree(parsing: $0) }
            .map { ModuleFile(path: path, tree: $0) }
        return state.withLock { state in
            if let known = state.files[path] { return known }
            state.files[path] = .some(file)
            return file
        }
    }

    /// The path of the file that an import means. The module's name has its leading dots.
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

/// Packages whose meaning is known here. They are never looked up in the project, where a vendored copy may lie.
enum KnownPackages {
    static func contains(_ name: Substring) -> Bool { names.contains(String(name)) }

    private static let names: Set<String> = [
        "fastapi", "starlette", "sqlalchemy", "sqlmodel", "flask_sqlalchemy", "typing", "typing_extensions",
        "contextlib",
        "logging", "functools", "asyncio", "celery", "pydantic", "django", "loguru", "structlog", "uuid", "datetime",
    ]
}
