import FileSystem
import PythonSyntax

/// The names that a file imports from outside of the project and defines nowhere itself, by a look at its imports alone: worth asking
/// before scopes are built, where the answer leaves most of a file out.
///
/// Used by one thread; answers are kept.
public final class OutsideNames {
    private let nodes: NodeIndex
    private let path: Path
    private let index: ProjectIndex
    /// By the name that it binds.
    private let imports: [String: [Syntax]]
    private lazy var defined = Set(
        (nodes.all(.functionDefinition) + nodes.all(.classDefinition)).compactMap { $0.child(.name)?.identifier })
    private var known: [String: Bool] = [:]

    public init(_ nodes: NodeIndex, at path: Path, in index: ProjectIndex) {
        (self.nodes, self.path, self.index) = (nodes, path, index)
        var imports: [String: [Syntax]] = [:]
        for alias in nodes.all(.importAlias) {
            if let name = Self.boundName(alias) { imports[name, default: []].append(alias) }
        }
        self.imports = imports
    }

    /// True if a call is certainly no call of the project: its function is a builtin, or the name that it starts with is imported from
    /// elsewhere.
    public func contains(functionOf call: Syntax) -> Bool {
        guard let function = call.child(.function), let root = function.dottedRoot?.identifier else { return false }
        if imports[root] == nil, function.kind != .name { return false }
        if let answer = known[root] { return answer }
        let answer =
            !defined.contains(root) && (imports[root]?.allSatisfy(isFromOutside) ?? Builtins.names.contains(root))
        known[root] = answer
        return answer
    }

    /// Nil for `*`.
    private static func boundName(_ alias: Syntax) -> String? {
        guard let name = alias.child(.name) else { return nil }
        if let other = alias.child(.alias) { return Identifier.name(other) }
        return Identifier.name(ofToken: name.firstToken, in: name.tree)
    }

    /// A relative import is the project's, whether its file is there or not.
    private func isFromOutside(_ alias: Syntax) -> Bool {
        guard let name = alias.child(.name), let statement = alias.parent else { return false }
        let module = statement.child(.module)?.compactText
        // A folder without an `__init__.py` is a package, too: what is imported from it may be a module.
        let modules = module.map { [$0, $0 + "." + Identifier.name(name)] } ?? [name.compactText]
        return modules.allSatisfy { !$0.hasPrefix(".") && index.path(ofModule: $0, importedFrom: path) == nil }
    }
}
