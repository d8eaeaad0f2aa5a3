import FileSystem
import PythonSyntax

/// A file of the project, and the meaning of its names.
public final class ModuleFile: Sendable, Hashable {
    /// Relative to the project's root, with slashes.
    public let path: Path
    public let tree: SyntaxTree
    public let semantics: SemanticModel

    /// - Parameter project: used to look up star imports.
    public init(path: Path, tree: SyntaxTree, in project: ProjectIndex) {
        self.path = path
        self.tree = tree
        semantics = SemanticModel(tree) { StarImports(index: project).builtins(hiddenBy: $0, in: path) }
    }

    /// True for the `__init__.py` of a package: relative imports count one level fewer there.
    public var isPackage: Bool { Self.isPackage(path) }

    static func isPackage(_ path: Path) -> Bool { path.name.elementsEqual("__init__.py".utf8) }

    public static func == (left: ModuleFile, right: ModuleFile) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
