import FileSystem
import PythonSyntax

/// A file of the project, and what its names mean.
public final class ModuleFile: Sendable, Hashable {
    /// As in the run: relative to the project's root, with slashes.
    public let path: Path
    public let tree: SyntaxTree
    public let semantics: SemanticModel

    public init(path: Path, tree: SyntaxTree, semantics: SemanticModel? = nil) {
        self.path = path
        self.tree = tree
        self.semantics = semantics ?? SemanticModel(tree)
    }

    /// True for the `__init__.py` of a package, from which relative imports count one level less.
    public var isPackage: Bool { path.name.elementsEqual("__init__.py".utf8) }

    public static func == (left: ModuleFile, right: ModuleFile) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
