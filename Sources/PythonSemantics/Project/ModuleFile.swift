import FileSystem
import PythonSyntax
import SourceText
import Synchronization

/// A file of the project, and the meaning of its names.
public final class ModuleFile: Sendable, Hashable {
    /// Relative to the project's root, with slashes.
    public let path: Path
    public let tree: SyntaxTree
    /// Keeps this module, and not the other way round.
    private weak let project: ProjectIndex?
    private let model = AtomicLazyReference<SemanticModel>()
    private let table = Mutex<LineTable?>(nil)
    private let index = Mutex<NodeIndex?>(nil)

    /// - Parameter project: used to look up star imports.
    public init(path: Path, tree: SyntaxTree, in project: ProjectIndex) {
        self.path = path
        self.tree = tree
        self.project = project
    }

    /// The meaning of its names, worked out when it is first asked for: some questions are about strings alone. Of two threads
    /// that ask at once both work, and the first result is kept.
    public var semantics: SemanticModel {
        model.load()
            ?? model.storeIfNil(
                SemanticModel(tree) { modules in
                    project.flatMap { StarImports(index: $0).builtins(hiddenBy: modules, in: path) }
                })
    }

    /// True for the `__init__.py` of a package: relative imports count one level fewer there.
    public var isPackage: Bool { Self.isPackage(path) }

    /// Its nodes by kind, sorted when they are first asked for.
    public var nodes: NodeIndex {
        index.withLock { known in
            let nodes = known ?? NodeIndex(tree)
            known = nodes
            return nodes
        }
    }

    /// The starts of its lines, worked out when they are first asked for.
    public var lines: LineTable {
        table.withLock { known in
            let lines = known ?? LineTable(tree.source)
            known = lines
            return lines
        }
    }

    static func isPackage(_ path: Path) -> Bool { path.name.elementsEqual("__init__.py".utf8) }

    public static func == (left: ModuleFile, right: ModuleFile) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
