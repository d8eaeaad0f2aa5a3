import PythonSyntax
import SourceText
import Testing

@testable import Rewriting

@Suite("What a docstring says of parameters") struct ParameterDocumentationTests {
    /// The docstring after `db` has been taken from it; nil if that cannot be done.
    private func without(_ docstring: String) throws -> String? {
        let text = "def f(db, path):\n    \"\"\"\(docstring)\"\"\"\n"
        let source = SourceText(utf8: text)
        let tree = try SyntaxTree(parsing: source)
        let function = try #require(tree.root.children.compactMap(FunctionDefinition.init).first)
        let edits = ParameterDocumentation(of: function, in: source).removal(of: ["db"])
        guard let edits, let sorted = TextEdit.compose(edits) else { return nil }
        let after = source.applying(sorted)
        let result = after.string(in: 0..<after.bytes.count)
        return String(result.dropFirst(text.prefix { $0 != "\"" }.count + 3).dropLast(4))
    }

    @Test(arguments: [
        ("Read it.\n\n    Args:\n        db: The session\n        path: The file\n    ", "        db: The session\n"),
        (
            "Read it.\n\n    Args:\n        path: The file\n        db (Session): The session\n    ",
            "        db (Session): The session\n"
        ),
        ("Read it.\n\n    :param db: the session\n    :param path: the file\n    ", "    :param db: the session\n"),
    ])
    func entries(_ docstring: String, _ gone: String) throws {
        let expected = String(docstring.split(separator: gone, maxSplits: 1).joined())
        #expect(try without(docstring) == expected)
    }

    @Test("nothing to take away", arguments: ["Read it.", "Read it.\n\n    It needs no session, only a db.\n    "])
    func nothing(_ docstring: String) throws {
        #expect(try without(docstring) == docstring)
    }

    @Test(
        "said in another way",
        arguments: [
            "db: the session", "Read it.\n\n    Args:\n        db: The session\n    ",
            "Read it.\n\n    Args:\n        db: The session,\n            open\n        path: The file\n    ",
            "Read it.\n\n    db must be open.\n    path may be relative.\n    ",
        ])
    func declined(_ docstring: String) throws {
        #expect(try without(docstring) == nil)
    }
}
