import PythonLibraries
import PythonSemantics
import PythonSyntax

/// `with assertRaises(…):` and `with pytest.raises(…):` around an opening that is meant to fail: there is no file.
enum ExpectedFailure {
    static func surrounds(_ statement: Syntax) -> Bool {
        guard let block = statement.parent?.parent, block.kind == .withStatement else { return false }
        return block.children(.item).contains { item in
            guard let call = item.child(.context), call.kind == .call, let callee = call.child(.function) else {
                return false
            }
            return Libraries.roles(ofAnything: callee.tree.text(ofToken: callee.lastToken)).contains(.expectsFailure)
        }
    }
}
