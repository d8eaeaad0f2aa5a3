import FileSystem
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText
import Testing

/// A file in memory whose statements are edited.
private struct Page {
    let file: FileContext

    init(_ text: String, lineLength: Int = 88) throws {
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        file = FileContext(path: "page.py", tree: tree, settings: FileSettings(lineLength: lineLength))
    }

    /// The first statement that begins with a text.
    func statement(_ start: String) throws -> Syntax {
        try #require(file.tree.root.subtree.first { $0.kind.isStatement && $0.text.hasPrefix(start) })
    }

    func text(after edits: [TextEdit]) throws -> String {
        let result = file.source.applying(try #require(TextEdit.compose(edits)))
        return result.string(in: result.contentStart..<result.bytes.count)
    }
}

@Suite struct StatementLayoutTests {
    @Test func tellsWhatSharesALine() throws {
        let page = try Page("a(); b()\nc();\nd()\nif x: e()\n")
        let layout = StatementLayout(page.file.tree)
        let sharing = try ["a", "b", "c", "d", "e"].filter { layout.sharesLine(try page.statement($0)) }
        #expect(sharing == ["a", "b"])
        let alone = try ["a", "b", "c", "d", "e"].filter { layout.isAlone(try page.statement($0)) }
        #expect(alone == ["d"])
    }

    @Test func findsHeadersThroughTheColon() throws {
        let page = try Page("if {1: 2}[x]:  # why\n    a()\nwhile (y :=\n       1): b()\n")
        let layout = StatementLayout(page.file.tree)
        for (start, header) in [("if", "if {1: 2}[x]:"), ("while", "while (y :=\n       1):")] {
            #expect(page.file.source.string(in: layout.header(of: try page.statement(start))) == header)
        }
    }

    @Test func stringsOverSeveralLinesAreSeen() throws {
        let page = try Page("a('''\n''')\nb('x'\n  'y')\n")
        let layout = StatementLayout(page.file.tree)
        #expect(layout.holdsMultiLineString(try page.statement("a")))
        #expect(!layout.holdsMultiLineString(try page.statement("b")))
    }
}

@Suite struct CloseEditTests {
    @Test(arguments: [
        ("a()\n\n# Close it,\n# at last\nb()\n\nc()\n", "a()\n\nc()\n"),
        ("a()\n# Not done\nb()  # closed\nc()\n", "a()\n# Not done\nc()\n"),
        ("a()\n# close and go\nb()\nc()\n", "a()\n# close and go\nc()\n"),
        ("a()\n    # close\n# close it\nb()\nc()\n", "a()\n    # close\nc()\n"),
        ("a()\n# close\n# Go on\nb()\nc()\n", "a()\n# close\n# Go on\nc()\n"),
        ("a()\nb()  # TODO: close it later\n", "a()\n# TODO: close it later\n"),
        ("a()\n\nb()  # why\n", "a()\n\n# why\n"), ("a()\n\nb()  # noqa: E1\n", "a()\n"),
        ("if x:\n    a()\n\n    b()\nc()\n", "if x:\n    a()\nc()\n"),
        ("a()\n\nb()\nc()\n", "a()\n\nc()\n"),
        ("a()\n# redline: ignore close\nb()\n", "a()\n# redline: ignore close\n"),
    ])
    func commentsAboutTheCloseGoWithIt(before: String, after: String) throws {
        let page = try Page(before)
        let statement = try page.statement("b")
        var editor = BlockEditor(page.file, at: statement)
        editor.deleteClose(statement)
        #expect(try page.text(after: editor.edits) == after)
        let gone = editor.removedComments.map(page.file.source.string)
        #expect(
            gone.allSatisfy { !after.contains($0) }
                && gone.count == before.count { $0 == "#" } - after.count { $0 == "#" })
    }

    @Test(arguments: [
        ("a()\nif f:\n    # why\n    f.b()\nc()\n", "a()\n# why\nc()\n"),
        ("a()\nif f:  # why\n    # close it\n    f.b()\n", "a()\n# why\n"),
        (
            "if f:\n    # why\n\n    # how\n  # when\n    f.b(\n    # who\n    )  # where\n",
            "# why\n# how\n# when\n# who\n# where\n"
        ),
        ("if f:\n    # close it,\n    # at last\n    f.b()\nc()\n", "c()\n"),
        ("if x:\n\tif f:\n\t\t# why\n# how\n\t\tf.b()\n\tc()\n", "if x:\n\t# why\n# how\n\tc()\n"),
    ])
    func commentsInTheGuardOfACloseStay(before: String, after: String) throws {
        let page = try Page(before)
        let statement = try page.statement("if f")
        var editor = BlockEditor(page.file, at: statement)
        editor.deleteClose(statement)
        #expect(try page.text(after: editor.edits) == after)
    }

    @Test(arguments: [
        ("a()  # noqa: X1\n", "a()\n"), ("a()  # noqa: X1, Y2\n", "a()  # noqa: Y2\n"),
        ("a()  # pylint: disable=y,x-y # noqa: X1\n", "a()  # pylint: disable=y\n"), ("a()  # noqa\n", "a()  # noqa\n"),
        ("a()  # pylint: disable=x-y, because\n", "a()  # pylint: disable=because\n"),
        ("# pylint: disable-next=x-y\na()\n", "a()\n"),
        ("# pylint: disable=x-y\na()\n", "# pylint: disable=x-y\na()\n"),
        ("a()  # X1\n", "a()  # X1\n"),
    ])
    func rulesAreTakenOutOfDirectives(before: String, after: String) throws {
        let page = try Page(before)
        let statement = try page.statement("a")
        var editor = BlockEditor(page.file, at: statement)
        editor.deleteDirectives(for: ["X1", "x-y"], at: statement)
        #expect(editor.edits.isEmpty ? before == after : try page.text(after: editor.edits) == after)
    }
}

@Suite struct BlockEditorTests {
    @Test(arguments: [
        ("a()\nb()\n", "a()\n"), ("a()\nb()  # why\n", "a()\n# why\n"), ("a()\nb();\nc()\n", "a()\nc()\n"),
        ("if x:\n\ta()\n\tb()\r\n", "if x:\n\ta()\n"),
    ])
    func deletesAStatementWithItsLine(before: String, after: String) throws {
        let page = try Page(before)
        let statement = try page.statement("b")
        var editor = BlockEditor(page.file, at: statement)
        editor.delete(statement.range)
        #expect(try page.text(after: editor.edits) == after)
    }

    @Test func deepensLinesButNotStringsAndBlankLines() throws {
        let page = try Page("a()\n\nb('''\nc\n''')\n\u{0C}d(1,\n  2)\n")
        var editor = BlockEditor(page.file, base: "")
        editor.deepen(0..<page.file.source.bytes.count)
        #expect(try page.text(after: editor.edits) == "    a()\n\n    b('''\nc\n''')\n\u{0C}    d(1,\n      2)\n")
    }

    @Test(arguments: ["a()\nb()\nc()\n", "a()\nb();  \nc()\n"])
    func aStatementGoesWithItsSemicolon(text: String) throws {
        let page = try Page(text)
        var editor = BlockEditor(page.file, base: "")
        editor.deleteUncommented(try page.statement("b"))
        #expect(try page.text(after: editor.edits) == "a()\nc()\n")
    }

    @Test func aCommentRightAboveOrBesideKeepsAStatement() throws {
        for text in ["# why\nb()\n", "b()  # why\n", "b();  # why\n", "b(); c()\n"] {
            let page = try Page(text)
            var editor = BlockEditor(page.file, base: "")
            editor.deleteUncommented(try page.statement("b"))
            #expect(editor.edits.isEmpty, "\(text)")
        }
    }

    @Test(arguments: [
        ("a(); b()\nc()\n", "a", "b()\nc()\n"), ("a(); b()\nc()\n", "b", "a()\nc()\n"),
        ("a(); b(); c()\n", "b", "a(); c()\n"), ("a(); b();\n", "b", "a();\n"), ("a();\nb()\n", "a", "b()\n"),
        ("if x:\n    a(); b()  # why\n", "a", "if x:\n    b()  # why\n"),
    ])
    func whatSharesALineWithADeletedStatementStays(_ text: String, _ start: String, _ wanted: String) throws {
        let page = try Page(text)
        let statement = try page.statement(start)
        var editor = BlockEditor(page.file, at: statement)
        editor.delete(statement.range)
        #expect(try page.text(after: editor.edits) == wanted)
        var other = BlockEditor(page.file, at: statement)
        other.deleteClose(statement)
        #expect(try page.text(after: other.edits) == wanted)
    }

    @Test func aHeaderThatBecomesTooLongIsBroken() throws {
        let page = try Page("f(a,\n  b)\nif x:\n  handle = open(path, mode);\n  use(handle)\n", lineLength: 30)
        let statement = try page.statement("handle")
        var editor = BlockEditor(page.file, at: statement)
        editor.turnIntoHeader(statement, "with ", try #require(statement.child(.value)), " as handle:")
        #expect(
            try page.text(after: editor.edits)
                == "f(a,\n  b)\nif x:\n  with open(\n    path, mode\n  ) as handle:\n  use(handle)\n")
    }

    @Test func appendedLinesTakeThePlaceOfBlankLines() throws {
        let page = try Page("if x:\n    a()\n\n    b()\n")
        var editor = BlockEditor(page.file, base: "")
        editor.append("else:\n", after: try page.statement("a").end, before: try page.statement("b"))
        #expect(try page.text(after: editor.edits) == "if x:\n    a()\nelse:\n    b()\n")
    }

    @Test func definitionsGoAboveTheCommentsOfAStatement() throws {
        let page = try Page("import a\n\n# why\ndef f():\n    g()\n")
        let place = try #require(StatementLayout(page.file.tree).definitionPlace(above: try page.statement("g")))
        var editor = BlockEditor(page.file, base: "")
        editor.insertDefinition("def h(): ...", at: place)
        #expect(try page.text(after: editor.edits) == "import a\n\n\ndef h(): ...\n\n\n# why\ndef f():\n    g()\n")
    }
}

@Suite struct ArgumentEditorTests {
    private func deleting(_ name: String, from text: String) throws -> String {
        let page = try Page(text)
        let node = try #require(page.file.tree.root.subtree.first { $0.kind == .call })
        let call = try #require(CallExpression(node))
        var editor = ArgumentEditor(call, in: page.file)
        editor.delete(try #require(call.arguments.first { $0.value.text == name }))
        return try page.text(after: editor.edits)
    }

    @Test(arguments: [
        ("f(a, b, c)\n", "f(a, c)\n"), ("f(a, b)\n", "f(a)\n"), ("f(\n    a,\n    b,\n)\n", "f(\n    a,\n)\n"),
        ("f(\n    a,\n    b,  # why\n)\n", "f(\n    a,\n    # why\n)\n"), ("f(a,\n  b, c)\n", "f(a,\n  c)\n"),
    ])
    func deletesAnArgumentWithItsComma(before: String, after: String) throws {
        #expect(try deleting("b", from: before) == after)
    }
}

@Suite struct CodeTests {
    @Test func isIndentedAsTheFileIs() throws {
        let page = try Page("if x:\r\n\ty = 1\r\n")
        let code: Code = "try:\n    $body\nfinally:\n    $x.close()"
        let text = code.text(["body": .text("pass"), "x": .text("db")], at: "\t", in: page.file)
        #expect(text == "\ttry:\r\n\t\tpass\r\n\tfinally:\r\n\t\tdb.close()")
    }

    @Test func copiesStatementsWithTheirCommentsToAnotherDepth() throws {
        let page = try Page("if x:\n    row: Row = get(  # why\n        1)\n    other()\n")
        let code: Code = "try:\n    $...copies\n    $...none\nfinally:\n    $...words"
        let holes: [String: Code.Filling] = [
            "copies": .copies([try page.statement("row"), try page.statement("other")]), "none": .copies([]),
            "words": .lines(["a()", "b()"]),
        ]
        #expect(
            code.lines(holes, at: "", in: page.file)
                == "try:\n    row = get(  # why\n        1)\n    other()\nfinally:\n    a()\n    b()\n")
    }
}

@Suite struct BlankLineTests {
    @Test(arguments: [
        ("a()\n\n\nb()\n", "a()\nb()\n"), ("a()  # why\n  \nb()\n", "a()  # why\nb()\n"),
        ("a()\nb()\n", "a()\nb()\n"), ("a(); b()\n\nc()\n", "a(); b()\n\nc()\n"), ("a()\n\n# b\n", "a()\n# b\n"),
        ("a()\r\n\r\nb()\r\n", "a()\r\nb()\r\n"),
    ])
    func areDeletedBelowAHeader(_ text: String, _ result: String) throws {
        let page = try Page(text)
        var editor = BlockEditor(page.file, base: "")
        editor.deleteBlankLines(below: try page.statement("a()"))
        #expect(try page.text(after: editor.edits) == result)
    }
}

@Suite struct NameMinterTests {
    @Test func hidesNothingAndIsHiddenByNothing() throws {
        let page = try Page("import file_2\ndef f(file):\n    def g():\n        file_3 = 1\n    pass\n")
        let scope = page.file.semantics.scope(of: try page.statement("pass"))
        var minter = NameMinter(in: scope, of: page.file)
        #expect(minter.numbered("file") == "file_4")
        #expect(minter.numbered("file") == "file_5")
        #expect(minter.numbered("contents") == "contents")
    }

    @Test func aNameThatOnlyWithStatementsBindIsBoundAgain() throws {
        let page = try Page("def f():\n    with a as file:\n        file.read()\n    pass\n")
        let statement = try page.statement("pass")
        let scope = page.file.semantics.scope(of: statement)
        var minter = NameMinter(in: scope, of: page.file)
        #expect(minter.contextVariable(["file", "handle"], at: statement, in: scope, of: page.file) == "file")
    }

    @Test(arguments: [
        ("with a as file:\n        file.read()\n    file = 1\n    pass", "handle"),
        ("with a as file:\n        pass\n    file.read()", "handle"), ("with a as file:\n        pass", "handle"),
        ("with a as file:\n        with b as file:\n            file.read()\n    pass", "file"),
    ])
    func aNameThatIsUsedOtherwiseStays(_ body: String, _ name: String) throws {
        let page = try Page("def f():\n    \(body)\n")
        let statement = try page.statement(body.contains("pass") ? "pass" : "file.read()")
        let scope = page.file.semantics.scope(of: statement)
        var minter = NameMinter(in: scope, of: page.file)
        #expect(minter.contextVariable(["file", "handle"], at: statement, in: scope, of: page.file) == name)
    }

    @Test func keywordsAndReservedNamesGetAnUnderscore() {
        var minter = NameMinter(reserved: ["db", "order_ids"])
        #expect(["db", "db", "class", "row"].map { minter.underscored($0) } == ["db_", "db__", "class_", "row"])
        #expect(minter.plural("order_id") == "order_id_s")
    }
}
