import FileSystem
import PythonSemantics
import PythonSyntax

/// The files of a project that run by themselves, and what no other code names.
struct Scripts {
    private let index: ProjectIndex

    init(_ index: ProjectIndex) { self.index = index }

    /// What is true of the project: it makes an application, so that its callers are in it, and it looks for modules by name.
    private struct Project: Sendable {
        let hasCallers: Bool
        let importsByName: Bool
    }

    /// By file: whether another one imports it, and which ones it imports.
    private struct Imports: Sendable {
        let imported = FactTable<Path, Bool>()
        let imports = FactTable<Path, Set<Path>>()
    }

    private var facts: Imports { index.fact { Imports() } }

    private static let makers: WordSet = [
        "APIRouter", "Blueprint", "Celery", "FastAPI", "FastMCP", "Flask", "Litestar", "Quart", "Sanic", "Starlette",
        "get_asgi_application", "get_wsgi_application",
    ]
    private static let applications = ["Celery", "FastAPI", "Flask", "Litestar", "Quart", "Starlette"]
        .flatMap { [$0 + "(", $0 + " as "] }
    private static let imports = ["import_module(", "iter_modules(", "walk_packages(", "__import__("]

    /// What is asked of each project.
    static let projectTexts = applications + imports

    /// A project of one file, or a library, shows nothing about what calls it.
    private var project: Project {
        index.fact {
            let own = { (text: String) in index.paths(containing: text).contains { !$0.isTest } }
            return Project(
                hasCallers: index.paths.filter { !$0.isTest }.count > 1 && Self.applications.contains(where: own),
                importsByName: Self.imports.contains(where: own))
        }
    }

    // MARK: Files

    /// `.program` or `.interactive` for a file that nothing imports and that makes no application.
    func role(of module: ModuleFile) -> CodeRole {
        guard project.hasCallers, !isCalledByName(module), !makesApplication(module), !isImported(module) else {
            return .application
        }
        return Terminal.asks(module.tree.root, in: module) ? .interactive : .program
    }

    /// Files whose name some other program looks for, and those that it finds by looking through a folder.
    private func isCalledByName(_ module: ModuleFile) -> Bool {
        let name = String(decoding: module.path.name.dropLast(3), as: UTF8.self).lowercased()
        if name.hasPrefix("__") || Self.called.contains(where: name.contains) { return true }
        return project.importsByName
            && !module.nodes.all(.block).contains(where: MainBlock.isOne)
    }

    private static let called = ["gunicorn", "uvicorn", "asgi", "wsgi", "lambda", "env", "conf", "settings", "celery"]

    /// It has an application, or a decorator that registers its functions somewhere.
    private func makesApplication(_ module: ModuleFile) -> Bool {
        let functions = module.nodes.all(.functionDefinition).compactMap(FunctionDefinition.init)
        return !module.nodes.calls(of: Self.makers).isEmpty
            || functions.flatMap(\.decorators).contains { mayRegister($0, in: module) }
            || module.tree.root.children.contains { statement in
                let name = statement.child(.target) ?? statement.child(.name)
                return name?.identifier.map(Self.served.contains) ?? false
            }
    }

    private static let served: Set<String> = ["app", "application", "handler", "lambda_handler", "router"]
    private static let harmless: Set<String> = [
        "abstractmethod", "asynccontextmanager", "cache", "cached_property", "classmethod", "contextmanager",
        "lru_cache", "override", "property", "retry", "setter", "staticmethod", "wraps",
    ]

    private func mayRegister(_ decorator: Syntax, in module: ModuleFile) -> Bool {
        let name = (CallExpression(decorator)?.function ?? decorator).lastName
        return !(name.map(Self.harmless.contains) ?? false) && !CommandDecorator.isOne(decorator, in: module, index)
    }

    /// A file other than a test imports it, or names it in any other way.
    func isImported(_ module: ModuleFile) -> Bool {
        facts.imported.fact(of: module.path) {
            guard let name = ModulePaths.stem(of: module.path) else { return true }
            return index.paths(mentioning: name).contains { path in
                if path == module.path || path.isTest { return false }
                return index.file(at: path).map { imports(module.path, named: name, in: $0) } ?? true
            }
        }
    }

    private func imports(_ target: Path, named name: String, in other: ModuleFile) -> Bool {
        let imports = facts.imports.fact(of: other.path) { ImportedModules(index).paths(importedAnywhereIn: other) }
        if imports.contains(target) { return true }
        return other.nodes.all(.string).contains { text in
            let words = text.plainString?.split { $0 == "." || $0 == ":" || $0 == "/" } ?? []
            return words.contains { $0 == name } && (words.count > 1 || Self.isImported(text))
        }
    }

    /// `import_module("jobs")`
    private static func isImported(_ text: Syntax) -> Bool {
        text.parent?.parent.flatMap(CallExpression.init)?.functionName?.hasSuffix("import_module") ?? false
    }

    // MARK: Functions

    /// Whether a function that nothing names is not called by something else.
    func isUnused(_ definition: Syntax) -> Bool {
        guard project.hasCallers, let name = definition.child(.name)?.identifier else { return false }
        return !Self.entries.contains(name) && !name.hasPrefix("on_")
    }

    /// What the settings of a server or an installer name.
    private static let entries: Set<String> = [
        "app", "application", "cli", "create_app", "handler", "lambda_handler", "main", "run", "start",
    ]
}
