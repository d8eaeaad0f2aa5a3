import PythonLibraries
import PythonSemantics
import PythonSyntax

/// `with assertRaises(…):` and `with pytest.raises(…):` around an opening that is meant to fail: there is no file.
enum ExpectedFailure {
    static func surrounds(_ statement: Syntax) -> Bool {
        guard let block = (statement.parent?.parent).flatMap(WithStatement.init) else { return false }
        return block.items.contains { item in
            CallExpression(item.context)?.functionName.map { Libraries.roles(ofAnything: $0).contains(.expectsFailure) }
                ?? false
        }
    }
}
