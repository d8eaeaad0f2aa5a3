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
        ("\"\"\"Doc.\"\"\"\n\nx = 1\n", "\"\"\"Doc.\"\"\"\n\nfrom x.y import b\n\nx = 1\n"),
        ("x = 1\n", "from x.y import b\n\nx = 1\n"),
        ("from __future__ import annotations\n", "from __future__ import annotations\n\nfrom x.y import b\n"),
        // Without an order: beside its package.
        (
            "from x import q\nfrom pydantic import z\nimport json\nfrom app import y\n",
            "from x import q\nfrom x.y import b\nfrom pydantic import z\nimport json\nfrom app import y\n"
        ),
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

    @Test func isRefusedWhereThePackageIsOptional() throws {
        let attempt = "try:\n    from x.y import a\nexcept ImportError:\n"
        #expect(try adding("b", from: "x.y", to: attempt + "    a = None\n") == nil)
        #expect(try adding("b", from: "x.y", to: attempt + "    from x import a\n") != nil)
        #expect(try adding("b", from: "x.y", to: "import x\n" + attempt + "    a = None\n") != nil)
    }

    @Test(arguments: [
        // Constants, classes and functions, as isort and ruff sort them; or by their text.
        ("from x.y import A, B, c\n", "from x.y import A, B, b, c\n"),
        ("from x.y import CONST, Class, function\n", "from x.y import CONST, Class, b, function\n"),
        // What has an alias has a line of its own, and so has each name in some projects.
        ("from x.y import a as z\n", "from x.y import a as z\nfrom x.y import b\n"),
        (
            "from x.y import a\nfrom x.y import c\n",
            "from x.y import a\nfrom x.y import b\nfrom x.y import c\n"
        ),
        // In the order that the section has.
        ("import a\nimport z\nfrom c import d\n", "import a\nimport z\nfrom c import d\nfrom x.y import b\n"),
        ("import a\nfrom c import d\nimport z\n", "import a\nfrom c import d\nfrom x.y import b\nimport z\n"),
        ("import z\nfrom c import d\nimport a\n", "import z\nfrom c import d\nimport a\nfrom x.y import b\n"),
        (
            "from a import c\n\n# why\nfrom z import c\n",
            "from a import c\n\nfrom x.y import b\n# why\nfrom z import c\n"
        ),
        ("from a import c\n# why\nfrom z import c\n", "from a import c\nfrom x.y import b\n# why\nfrom z import c\n"),
        // In its section; a new one in the order of the sections.
        ("from . import a\n", "from x.y import b\n\nfrom . import a\n"),
        ("import os\n\nfrom . import a\n", "import os\n\nfrom x.y import b\n\nfrom . import a\n"),
        ("import os\nfrom z import c\n", "import os\nfrom x.y import b\nfrom z import c\n"),
        // Never between other statements.
        (
            "import os\nos.environ['A'] = ''\nfrom a import c\nfrom z import c\n",
            "import os\nos.environ['A'] = ''\nfrom a import c\nfrom x.y import b\nfrom z import c\n"
        ),
        (
            "from x import patch\npatch()\nimport os\n\ndef f():\n    pass\n",
            "from x import patch\nfrom x.y import b\npatch()\nimport os\n\ndef f():\n    pass\n"
        ),
        (
            "import os\ntry:\n    from w import a\nexcept ImportError:\n    pass\n\nz = 1\n",
            "import os\n\nfrom x.y import b\n\ntry:\n    from w import a\nexcept ImportError:\n    pass\n\nz = 1\n"
        ),
        (
            "from a import c\nif TYPE_CHECKING:\n    from x.y import a\n",
            "from a import c\nfrom x.y import b\nif TYPE_CHECKING:\n    from x.y import a\n"
        ),
        // Before a definition there are two blank lines.
        ("def f(): pass\n", "from x.y import b\n\n\ndef f(): pass\n"),
        (
            "\"\"\"Doc.\"\"\"\n\n\n# why\ndef f(): pass\n",
            "\"\"\"Doc.\"\"\"\n\n\nfrom x.y import b\n\n\n# why\ndef f(): pass\n"
        ),
        ("\"\"\"Doc.\"\"\"\n", "\"\"\"Doc.\"\"\"\n\nfrom x.y import b\n"),
    ])
    func isWhereTheAuthorWouldPutIt(_ before: String, _ after: String) throws {
        #expect(try adding("b", from: "x.y", to: before) == after)
    }

    @Test func aLineThatBecomesTooLongIsBroken() throws {
        let names = (0..<8).map { "function_name_\($0)" }
        let before = "from x.y import " + names.joined(separator: ", ") + "\n"
        let after = "from x.y import (\n    b,\n" + names.map { "    \($0),\n" }.joined() + ")\n"
        #expect(try adding("b", from: "x.y", to: before) == after)
    }

    @Test func severalAreAddedInOrder() throws {
        let tree = try SyntaxTree(parsing: SourceText(utf8: "import os\n\nx = 1\n"))
        let file = FileContext(path: "a.py", tree: tree, settings: FileSettings())
        var editor = ImportEditor(file)
        for (name, module) in [("b", "z"), ("d", "y"), ("c", "y")] { _ = editor.add(name, from: module) }
        _ = editor.add(standardModule: "contextlib")
        let result = tree.source.applying(try #require(TextEdit.compose(editor.edits)))
        #expect(
            result.string(in: 0..<result.bytes.count)
                == "import contextlib\nimport os\n\nfrom y import c, d\nfrom z import b\n\nx = 1\n")
    }
}
