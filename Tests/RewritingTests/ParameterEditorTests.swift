import FileSystem
import PythonSyntax
import Rewriting
import SourceText
import Testing

@Suite struct ParameterEditorTests {
    /// The header after deleting some parameters; nil if they stay.
    private func deleting(_ names: Set<String>, from text: String) throws -> String? {
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        let file = FileContext(path: "a.py", tree: tree, settings: FileSettings())
        let function = try #require(tree.root.subtree.compactMap(FunctionDefinition.init).first)
        var editor = ParameterEditor(function, in: file)
        for parameter in function.parameters where names.contains(parameter.name) { editor.delete(parameter) }
        guard let edits = editor.edits, let composed = TextEdit.compose(edits) else { return nil }
        var bytes = Array(text.utf8)
        for edit in composed.reversed() { bytes.replaceSubrange(edit.range, with: edit.replacement) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("def f(a, b, c): pass", ["a"], "def f(b, c): pass"),
        ("def f(a, b, c): pass", ["b"], "def f(a, c): pass"),
        ("def f(a, b, c): pass", ["c"], "def f(a, b): pass"),
        ("def f(a, b, c): pass", ["a", "b"], "def f(c): pass"),
        ("def f(a, b, c): pass", ["b", "c"], "def f(a): pass"),
        ("def f(a, b, c): pass", ["a", "c"], "def f(b): pass"),
        ("def f(a, b): pass", ["a", "b"], "def f(): pass"),
        ("def f(a: int = 1): pass", ["a"], "def f(): pass"),
        ("def f(a, *, b): pass", ["a"], "def f(*, b): pass"),
        ("def f(\n    a,\n    b,\n): pass", ["b"], "def f(\n    a,\n): pass"),
        ("def f(\n    a,\n    b\n): pass", ["a"], "def f(\n    b\n): pass"),
        ("def f(a,\n      b): pass", ["a"], "def f(b): pass"),
    ])
    func deletes(_ text: String, _ names: [String], _ expected: String) throws {
        #expect(try deleting(Set(names), from: text) == expected)
    }

    @Test(arguments: [
        ("def f(a, *, b): pass", ["b"]), ("def f(a, /, b): pass", ["a"]),
        ("def f(\n    a,\n    b,  # why\n): pass", ["b"]),
    ])
    func keeps(_ text: String, _ names: [String]) throws {
        #expect(try deleting(Set(names), from: text) == nil)
    }
}
