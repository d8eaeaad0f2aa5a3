import FileSystem
import PythonSyntax

/// Which files of the project a module runs when it is imported.
public struct ImportedModules {
    private let index: ProjectIndex
    /// Files that are looked into before the answer is unknown.
    private static let maximumFiles = 400

    public init(_ index: ProjectIndex) { self.index = index }

    /// The modules that importing a file imports: not those that functions import, or only type checkers.
    public func paths(importedBy module: ModuleFile) -> [Path] {
        imports(in: module).filter(Self.isExecuted).flatMap { paths(of: $0, in: module) }
    }

    /// Those that functions import, too.
    public func paths(importedAnywhereIn module: ModuleFile) -> Set<Path> {
        Set(imports(in: module).flatMap { paths(of: $0, in: module) })
    }

    private func imports(in module: ModuleFile) -> [Syntax] {
        (module.nodes.all(.importStatement) + module.nodes.all(.importFromStatement)).sorted { $0.start < $1.start }
    }

    private func paths(of statement: Syntax, in module: ModuleFile) -> [Path] {
        names(in: statement).compactMap { index.path(ofModule: $0, importedFrom: module.path) }
    }

    /// True unless importing one module is known not to run another one.
    public func mayRun(_ target: Path, importing start: Path) -> Bool {
        // The packages around the target are being imported when it runs.
        let around = Set(target.folder.foldersUpwards.map { $0.appending("__init__.py".utf8) })
        var open = [start]
        var seen: Set<Path> = [start]
        while let path = open.popLast() {
            if path == target { return true }
            guard seen.count < Self.maximumFiles else { return true }
            guard !around.contains(path), let module = index.file(at: path) else { continue }
            for next in paths(importedBy: module) where seen.insert(next).inserted { open.append(next) }
        }
        return false
    }

    /// `a`, `a.b` and `a.b.c` of `from a.b import c`: packages run first, and a name may be a module.
    private func names(in statement: Syntax) -> [String] {
        let aliases = statement.children.filter { $0.kind == .importAlias }
        let words = aliases.compactMap { $0.child(.name)?.compactText }
        guard statement.kind == .importFromStatement else { return words.flatMap(Self.packages) }
        guard let module = statement.child(.module)?.compactText else { return [] }
        return Self.packages(of: module) + words.map { module.hasSuffix(".") ? module + $0 : module + "." + $0 }
    }

    private static func packages(of name: String) -> [String] {
        let dots = name.prefix { $0 == "." }
        let words = name.dropFirst(dots.count).split(separator: ".")
        if words.isEmpty { return [name] }
        return (1...words.count).map { dots + words.prefix($0).joined(separator: ".") }
    }

    private static func isExecuted(_ statement: Syntax) -> Bool {
        !statement.ancestors.contains { node in
            if node.kind == .functionDefinition || node.kind == .lambda { return true }
            return node.kind == .ifStatement && node.child(.test)?.lastName == "TYPE_CHECKING"
        }
    }
}
