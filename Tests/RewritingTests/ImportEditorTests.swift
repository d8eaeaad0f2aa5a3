import FileSystem
import PythonSyntax
import Rewriting
import SourceText
import Testing

/// The place of an added import.
@Suite struct ImportEditorTests {
    private func adding(_ name: String, from module: String, to text: String) throws -> String? {
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        let file = FileContext(path: "a.py", tree: tree, settings: FileSettings())
        var editor = ImportEditor(file)
        guard editor.add(name, from: module) else { return nil }
        let edits = try #require(TextEdit.compose(editor.edits))
        let result = tree.source.applying(edits)
        _ = try SyntaxTree(parsing: result)
        return result.string(in: 0..<result.bytes.count)
    }

    @Test(arguments: [
        // Added to an existing statement, in order if its names are in order.
        ("from x.y import a, c\n", "from x.y import a, b, c\n"), ("from x.y import a\n", "from x.y import a, b\n"),
        ("from x.y import c, a\n", "from x.y import c, a, b\n"),
        ("from x.y import (\n    a,\n    c,\n)\n", "from x.y import (\n    a,\n    b,\n    c,\n)\n"),
        ("from x.y import (\n    a,  # why\n)\n", "from x.y import (\n    a,\n    b,  # why\n)\n"),
        ("from x.y import *\n", "from x.y import *\nfrom x.y import b\n"),
        // On a line of its own, in its group and in order.
        (
            "import os\n\nfrom a import z\nfrom z import a\n",
            "import os\n\nfrom a import z\nfrom x.y import b\nfrom z import a\n"
        ),
        ("import os\n\nx = 1\n", "import os\n\nfrom x.y import b\n\nx = 1\n"),
        ("\"\"\"Doc.\"\"\"\n\nx = 1\n", "\"\"\"Doc.\"\"\"\nfrom x.y import b\n\n\nx = 1\n"),
        ("x = 1\n", "from x.y import b\n\nx = 1\n"),
        ("from __future__ import annotations\n", "from __future__ import annotations\n\nfrom x.y import b\n"),
        // Existing imports stay.
        ("from x.y import b\n", "from x.y import b\n"),
        (
            "try:\n    from x.y import b\nexcept ImportError:\n    pass\n",
            "try:\n    from x.y import b\nexcept ImportError:\n    pass\n"
        ),
    ])
    func isPlaced(_ before: String, _ after: String) throws {
        #expect(try adding("b", from: "x.y", to: before) == after)
    }

    @Test(arguments: [
        "b = 1\n", "def b(): pass\n", "from other import b\n", "if TYPE_CHECKING:\n    from x.y import b\n",
    ])
    func isRefusedWhereTheNameMeansSomethingElse(_ text: String) throws {
        #expect(try adding("b", from: "x.y", to: text) == nil)
    }
}
