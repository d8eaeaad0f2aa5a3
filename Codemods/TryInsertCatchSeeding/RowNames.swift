import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The names in a function that stand for rows or lists of them where they are read, in text order.
struct RowNames {
    let names: [Syntax]

    init(in scope: Syntax, _ file: FileContext) {
        names = scope.subtree.filter { node in
            guard node.kind == .name, node.role != .target, let type = file.frameworks.type(of: node) else {
                return false
            }
            return type.instance != nil || type.rows != nil
        }
    }
}
