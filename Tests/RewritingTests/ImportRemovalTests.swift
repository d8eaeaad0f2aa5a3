import FileSystem
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText
import Testing

/// Imports that go with the code that used them.
@Suite struct ImportRemovalTests {
    /// The text without the first `gone(…)` statement, and with `other` imported from `x` if asked for.
    private func removing(
        from text: String, adding name: String? = nil, path: Path = "app/jobs.py", _ others: [Path: String] = [:]
    ) throws -> String? {
        let index = ProjectIndex(Texts(files: others.merging([path: text]) { $1 }))
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        let file = FileContext(path: path, tree: tree, settings: FileSettings(), project: index)
        let call = try #require(tree.root.subtree.first { CallExpression($0)?.functionName == "gone" })
        var editor = ImportEditor(file)
        if let name {
            let isAdded = editor.add(name, from: "x")
            #expect(isAdded)
        }
        guard let edits = ImportRemoval(file).edits(without: call, besides: editor.edits) else { return nil }
        let removal = TextEdit(replacing: call.range, with: "pass")
        let result = tree.source.applying(try #require(TextEdit.compose(edits + [removal])))
        _ = try SyntaxTree(parsing: result)
        return result.string(in: 0..<result.bytes.count)
    }

    @Test(arguments: [
        ("from x import a, b\nb()\ngone(a)\n", "from x import b\nb()\npass\n"),
        ("from x import a, b\na()\ngone(b)\n", "from x import a\na()\npass\n"),
        ("import os\nfrom x import a\ngone(a, os)\n", "pass\n"),
        ("from x import a as b\ngone(b)\n", "pass\n"),
        // Used elsewhere, or no import.
        ("from x import a\na()\ngone(a)\n", "from x import a\na()\npass\n"),
        ("def f():\n    a = 1\n    gone(a)\n", "def f():\n    a = 1\n    pass\n"),
    ])
    func takesWhatNothingUses(_ before: String, _ after: String) throws {
        #expect(try removing(from: before) == after)
    }

    @Test func joinsWhatIsAdded() throws {
        #expect(try removing(from: "from x import a\ngone(a)\n", adding: "z") == "from x import z\npass\n")
        #expect(
            try removing(from: "from x import a, b\nb()\ngone(a)\n", adding: "z") == "from x import b, z\nb()\npass\n")
        #expect(try removing(from: "from x import b\ngone(b)\n", adding: "a") == "from x import a\npass\n")
    }

    @Test func namesInLinesOfTheirOwn() throws {
        let list = "from x import (\n    a,\n    b,\n)\n"
        #expect(try removing(from: list + "b()\ngone(a)\n") == "from x import (\n    b,\n)\nb()\npass\n")
        #expect(
            try removing(from: list + "a()\ngone(b)\n", adding: "c")
                == "from x import (\n    a,\n    c,\n)\na()\npass\n")
        #expect(
            try removing(from: list + "b()\ngone(a)\n", adding: "z")
                == "from x import (\n    b,\n    z,\n)\nb()\npass\n")
    }

    /// Nothing is removed in doubt.
    @Test(arguments: [
        "from x import (\n    a,  # this one\n    b,\n)\nb()\ngone(a)\n", "from x import (a,\n    b)\nb()\ngone(a)\n",
        "from x import (\n    b,\n    a\n)\nb()\ngone(a)\n", "a = 1\ngone(a)\n", "def a(): pass\ngone(a)\n",
        "try:\n    from x import a\nexcept ImportError:\n    a = None\ngone(a)\n",
        "if True:\n    from x import a\ngone(a)\n",
    ])
    func isRefused(_ text: String) throws {
        #expect(try removing(from: text) == nil)
    }

    @Test func namesOfOtherFilesStay() throws {
        let text = "from x import a\ngone(a)\n"
        #expect(try removing(from: text, ["app/main.py": "from app.jobs import a\n"]) == nil)
        #expect(try removing(from: text, ["app/main.py": "from .jobs import *\na()\n"]) == nil)
        #expect(try removing(from: text, ["app/main.py": "from app import jobs\njobs.a()\n"]) == nil)
        #expect(try removing(from: text, ["tests/test_a.py": "patch('app.jobs.a')\n"]) == nil)
        #expect(try removing(from: text, ["tests/test_a.py": "from app import jobs\nsetattr(jobs, 'a', b)\n"]) == nil)
        #expect(try removing(from: text, ["app/main.py": "from app import jobs\nfrom x import a\n"]) == "pass\n")
        #expect(try removing(from: text, ["app/main.py": "from app.other import a\n"]) == "pass\n")
        #expect(try removing(from: text, path: "app/__init__.py") == nil)
    }
}
