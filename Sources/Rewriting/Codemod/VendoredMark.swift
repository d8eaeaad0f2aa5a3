import FileSystem
import PythonSyntax
import SourceText

/// What authors of single-file programs write at the top of them: their name, a version, and where it comes from or under which
/// licence. In a folder of tools such a file is somebody else's, and is replaced by the next version.
enum VendoredMark {
    private static let folders: Set<String> = [
        "bin", "contrib", "deps", "ext", "extern", "external", "externals", "extlib", "extras", "lib", "libs", "tools",
    ]
    private static let parts = ["copyright", "http://", "https://", "licence", "license", "public domain"]

    static func isIn(_ tree: SyntaxTree, at path: Path) -> Bool {
        let words = path.components.map { String(decoding: $0, as: UTF8.self).lowercased() }
        guard words.last != "__init__.py", !folders.isDisjoint(with: words.dropLast()) else { return false }
        let statements = tree.root.children.filter(\.kind.isStatement)
        let names = statements.compactMap { statement -> String? in
            guard let assignment = Assignment(statement), assignment.value?.plainString != nil else { return nil }
            return assignment.soleTarget?.identifier
        }
        guard names.contains("__author__"), names.contains("__version__") else { return false }
        return texts(of: tree, statements).contains { text in
            let text = text.lowercased()
            return parts.contains(where: text.contains)
        }
    }

    /// The comments above the first definition, and the strings that stand at the top level by themselves.
    private static func texts(of tree: SyntaxTree, _ statements: [Syntax]) -> [String] {
        let first = statements.first { $0.kind == .functionDefinition || $0.kind == .classDefinition }
        let comments = tree.comments.prefix { $0.lowerBound < first?.start ?? .max }.map(tree.source.string(in:))
        let strings = statements.filter { $0.kind == .expressionStatement }.compactMap { $0.child(.value) }
            .filter { $0.kind == .string }.map(\.text)
        return comments + strings
    }
}
