import PythonSemantics
import PythonSyntax
import SourceText

/// Everything a codemod may ask about the file before it. One thread's; never shared.
public final class FileContext {
    /// As the user named it, for messages.
    public let path: String
    public let tree: SyntaxTree
    public let settings: FileSettings
    public private(set) lazy var semantics = SemanticModel(tree)
    public private(set) lazy var style = FileStyle(of: tree, lineLength: settings.lineLength)
    public private(set) lazy var lines = LineTable(tree.source)

    public init(path: String, tree: SyntaxTree, settings: FileSettings) {
        self.path = path
        self.tree = tree
        self.settings = settings
    }

    public var source: SourceText { tree.source }
}

/// What the project's configuration says about a file.
public struct FileSettings: Sendable, Hashable {
    /// The longest line that inserted code may make, in columns.
    public var lineLength: Int

    public init(lineLength: Int = 88) {
        self.lineLength = lineLength
    }
}
