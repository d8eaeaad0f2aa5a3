import FileSystem
import PythonSyntax

/// The names that a file imports from outside of the project and defines nowhere itself, by a look at its imports alone: worth asking
/// before scopes are built, where the answer leaves most of a file out.
public struct OutsideNames {
    private let names: Set<String>

    /// Those of a file without imports.
    public init() { names = [] }

    public init(_ nodes: NodeIndex, at path: Path, in index: ProjectIndex) {
        let imports = nodes.all(.importAlias).compactMap(Import.init)
        let outside = imports.filter { $0.isFromOutside(path, index) }.map(\.bound)
        let own = imports.filter { !$0.isFromOutside(path, index) }.map(\.bound)
        let definitions = nodes.all(.functionDefinition) + nodes.all(.classDefinition)
        names = Set(outside).subtracting(own).subtracting(definitions.compactMap { $0.child(.name)?.identifier })
    }

    /// True if a call is certainly no call of the project: its function is a builtin, or the name that it starts with is imported from
    /// elsewhere.
    public func contains(functionOf call: Syntax) -> Bool {
        guard let function = call.child(.function), let root = function.dottedRoot?.identifier else { return false }
        return names.contains(root) || function.kind == .name && Builtins.names.contains(root)
    }
}

/// One name of an import.
private struct Import {
    /// The modules that it may name or come from.
    private let modules: [String]
    let bound: String

    init?(_ alias: Syntax) {
        guard let name = alias.child(.name), let statement = alias.parent else { return nil }
        if let module = statement.child(.module)?.compactText {
            // A folder without an `__init__.py` is a package, too.
            modules = [module, module + "." + Identifier.name(name)]
            bound = Identifier.name(alias.child(.alias) ?? name)
        } else {
            modules = [name.compactText]
            bound = alias.child(.alias).map(Identifier.name) ?? Identifier.name(ofToken: name.firstToken, in: name.tree)
        }
    }

    /// A relative import is the project's, whether its file is there or not.
    func isFromOutside(_ path: Path, _ index: ProjectIndex) -> Bool {
        modules.allSatisfy { !$0.hasPrefix(".") && index.path(ofModule: $0, importedFrom: path) == nil }
    }
}
