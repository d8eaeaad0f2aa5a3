import PythonLibraries
import PythonSyntax

/// Steps that may need a file to be closed already: they work on its path.
enum DependsOnClose {
    static func isStep(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            guard node.kind == .call, let callee = node.child(.function) else { return false }
            return Libraries.roles(ofAnything: callee.tree.text(ofToken: callee.lastToken)).contains(.usesPath)
        }
    }
}
