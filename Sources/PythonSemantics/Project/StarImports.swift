import FileSystem
import PythonSyntax

/// The builtins that the star imports of a file may hide, from the names that the imported modules bind.
struct StarImports {
    let index: ProjectIndex

    /// Nil if a module is unknown or its names cannot be listed: any builtin may be hidden then.
    ///
    /// - Parameter modules: the names of the modules, including their leading dots.
    func builtins(hiddenBy modules: [String], in importer: Path) -> Set<String>? {
        var hidden: Set<String> = []
        var open = modules.map { (name: $0, importer: importer) }
        var seen: Set<Path> = []
        while let next = open.popLast() {
            let standard = next.name.hasPrefix(".") ? nil : StandardModules.builtins(hiddenByStarImportOf: next.name)
            hidden.formUnion(standard ?? [])
            guard let path = index.path(ofModule: next.name, importedFrom: next.importer) else {
                if standard == nil { return nil }
                continue
            }
            guard seen.insert(path).inserted else { continue }
            guard let exports = index.exports(of: path) else { return nil }
            hidden.formUnion(exports.builtins)
            open += exports.starImports.map { (name: $0, importer: path) }
        }
        return hidden
    }
}

/// The names that `from module import *` may bind, as far as builtins are concerned.
struct ModuleExports: Sendable {
    /// The builtins' names that the module binds itself.
    let builtins: Set<String>
    /// The modules that it star-imports in turn.
    let starImports: [String]

    /// Nil if the module creates names by other means than statements.
    ///
    /// - Parameter isSubmodule: whether the module is a package with a submodule of that name, which is an attribute
    ///   once it is imported.
    init?(_ model: SemanticModel, isSubmodule: (String) -> Bool) {
        if let listed = Self.listed(model) {
            builtins = listed.intersection(Builtins.names)
            starImports = []
            return
        }
        guard !Self.isDynamic(model.tree) else { return nil }
        let bound = Set(model.moduleVariables.map(\.name)).intersection(Builtins.names)
        builtins = bound.union(Builtins.names.filter(isSubmodule))
        starImports = model.starImports
    }

    /// `__all__ = ["a", "b"]`, if `__all__` is written nowhere else.
    private static func listed(_ model: SemanticModel) -> Set<String>? {
        guard let variable = model.moduleVariables.first(where: { $0.name == "__all__" }),
            variable.bindings.count == 1, variable.references.isEmpty, let binding = variable.bindings.first,
            let statement = binding.statement, statement.kind == .assignment || statement.kind == .annotatedAssignment,
            let value = statement.child(.value), value.kind == .list || value.kind == .tuple
        else { return nil }
        let names = value.children.map(\.plainString)
        return names.contains(nil) ? nil : Set(names.compactMap(\.self))
    }

    /// True if `globals()`, `exec`, `vars`, `sys.modules` or `__dict__` may create names.
    private static func isDynamic(_ tree: SyntaxTree) -> Bool {
        let nodes = NodeIndex(tree)
        return !nodes.calls(of: ["globals", "exec", "execfile", "vars", "locals", "eval"]).isEmpty
            || !nodes.attributes(of: ["modules", "__dict__"]).isEmpty
    }
}
