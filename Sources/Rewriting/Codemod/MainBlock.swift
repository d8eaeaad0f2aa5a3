import PythonLibraries
import PythonSyntax

/// `if __name__ == "__main__":`, without its other branches.
enum MainBlock {
    static func isOne(_ node: Syntax) -> Bool {
        guard node.kind == .block, node.role == .body, let statement = node.parent.flatMap(IfStatement.init),
            let pair = Comparison(statement.test.withoutParentheses)?.pair, pair.operation == .equal
        else { return false }
        return [(pair.left, pair.right), (pair.right, pair.left)].contains {
            $0.identifier == "__name__" && $1.plainString == "__main__"
        }
    }
}
