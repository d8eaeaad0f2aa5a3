import PythonLibraries
import PythonSyntax

/// Steps that may need a file to be closed already: they work on its path.
enum DependsOnClose {
    static func isStep(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            CallExpression(node)?.functionName.map { Libraries.roles(ofAnything: $0).contains(.usesPath) } ?? false
        }
    }
}
