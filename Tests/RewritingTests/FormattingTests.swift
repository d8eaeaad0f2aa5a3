import PythonSyntax
import SourceText
import Testing

@testable import Rewriting

/// The layout of what fixes leave.
@Suite struct FormattingTests {
    private func tree(_ text: String) throws -> SyntaxTree { try SyntaxTree(parsing: SourceText(utf8: text)) }

    private func text(_ source: SourceText) -> String { source.string(in: source.contentStart..<source.bytes.count) }

    /// A statement in an `if` after it has been indented by a level, as if it were at the top.
    private func deepened(_ statement: String, limit: Int = 40, below head: String = "") throws -> String {
        let before = try tree(head + "if x:\n    \(statement.replacing("\n", with: "\n    "))\n")
        let start = head.utf8.count + 6
        let edits = Reindentation.deepening(
            linesIn: start..<before.source.bytes.count, by: "    ", behind: "    ", of: before)
        let all = [TextEdit(insertingAt: start, "    with y:\n")] + edits
        let after = try laidOut(
            SyntaxTree(parsing: before.source.applying(try #require(TextEdit.compose(all)))), since: before, limit)
        let lines = after.dropFirst(head.count).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst(2).map { String($0.dropFirst(8)) }.joined(separator: "\n")
    }

    private func laidOut(_ tree: SyntaxTree, since before: SyntaxTree, _ limit: Int) throws -> String {
        var after = tree
        let lines = FormattedLines(since: before, style: FileStyle(of: before, lineLength: limit))
        for _ in 0..<4 {
            let edits = try #require(TextEdit.compose(lines?.edits(in: after) ?? []))
            after = try SyntaxTree(parsing: after.source.applying(edits))
        }
        return text(after.source)
    }

    /// Each result is what ruff makes of the line.
    @Test(arguments: [
        // The content of the last bracket has a line of its own, or each item has one.
        ("result = some_function(aa, bbbbb)", "result = some_function(\n    aa, bbbbb\n)\n"),
        ("await self.call(aaaaaaaaaa, bbbbbb)", "await self.call(\n    aaaaaaaaaa, bbbbbb\n)\n"),
        (
            "f(aaaaaaaaaaa, bbbbbbbbb, cccccccc)",
            "f(\n    aaaaaaaaaaa,\n    bbbbbbbbb,\n    cccccccc,\n)\n"
        ),
        (
            "f(a, g(bbbbbbbbbbbbb, bbbbb, ccccc))",
            "f(\n    a,\n    g(\n        bbbbbbbbbbbbb,\n        bbbbb,\n        ccccc,\n    ),\n)\n"
        ),
        ("x = f(aaaaaaaaaa=1, *bbbbbb, **cccc)", "x = f(\n    aaaaaaaaaa=1,\n    *bbbbbb,\n    **cccc,\n)\n"),
        ("f('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')", "f(\n    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\n)\n"),
        (
            "f(g(aaaaaaaaaaaaaaaa, bbbbbbbbbbbb))",
            "f(\n    g(\n        aaaaaaaaaaaaaaaa,\n        bbbbbbbbbbbb,\n    )\n)\n"
        ),
        // Lists and tuples always have one item per line.
        (
            "for n in ('aaaaaa', 'bbb', 'ccc'):\n    pass",
            "for n in (\n    'aaaaaa',\n    'bbb',\n    'ccc',\n):\n    pass\n"
        ),
        (
            "x = {'aaaaaaaa': 1, 'bbbbbbbbbb': 2}",
            "x = {\n    'aaaaaaaa': 1,\n    'bbbbbbbbbb': 2,\n}\n"
        ),
        ("names = [n for n in some_list if nn]", "names = [\n    n for n in some_list if nn\n]\n"),
        // Headers, subscripts and statements with keywords.
        (
            "if fffffffffff(aaaaaaaaaaa, bbbbbb):\n    pass",
            "if fffffffffff(\n    aaaaaaaaaaa, bbbbbb\n):\n    pass\n"
        ),
        ("return fffffffffffffffff[aaaaa, bbb]", "return fffffffffffffffff[\n    aaaaa, bbb\n]\n"),
        ("assert ffffffffffff(aaaaaaa, bbbbbb)", "assert ffffffffffff(\n    aaaaaaa, bbbbbb\n)\n"),
        ("x = ffffff(aaaaaaa if bb else ccccc)", "x = ffffff(\n    aaaaaaa if bb else ccccc\n)\n"),
        // A line inside a bracket.
        (
            "f(\n    a=some(aaaaaaaaaa, bbbbbbbbbb),\n)",
            "f(\n    a=some(\n        aaaaaaaaaa, bbbbbbbbbb\n    ),\n)\n"
        ),
        // Chains.
        ("x = aaaa(bbbbbbb).ccc(dddd, eee=fff)", "x = aaaa(bbbbbbb).ccc(\n    dddd, eee=fff\n)\n"),
        ("xxxxx = q.a(bbb).c(ddd).eee(fffffff)", "xxxxx = (\n    q.a(bbb).c(ddd).eee(fffffff)\n)\n"),
    ])
    func linesThatBecomeTooLongAreBroken(_ statement: String, _ result: String) throws {
        #expect(try deepened(statement) == result)
    }

    @Test(arguments: [
        "x = aaaaaaaaaaaaaaaa + function(bbb)", "x = q.aaaa(bbb).ccc(dddd).eeee(fff)",
        "x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa'", "f(aaaaaaaaaaaaa, bbbbbbb)  # why so",
        "x = functionnnnnnnnnnnnnnnnnnnnnnn()", "xxxxxxxx = aaaaaaa(bbbbbbbbb).cccc()",
        "x = 1; y = function(aaaaaaa, bbbbbb)",
        "x = a \\\n    + f(aaaaaaaaaaaaaa, bbbbbbbbb)",
    ])
    func otherLinesStay(_ statement: String) throws {
        #expect(try deepened(statement) == statement + "\n")
    }

    @Test func filesInAnotherLayoutKeepLongLines() throws {
        let statement = "result = some_function(aa, bbbbb)"
        #expect(try deepened(statement, below: "f(a,\n  b)\n").hasSuffix(statement + "\n"))
        #expect(try deepened(statement, below: "f(\n    a,\n)\n").hasSuffix("\n)\n"))
    }

    @Test func linesThatWereTooLongStay() throws {
        let statement = "result = some_function(aa, bbbbb)"
        #expect(try deepened(statement, limit: 20).hasSuffix(statement + "\n"))
    }

    @Test(arguments: [
        ("x = f(\n    open(path).read()\n)\n", "x = f(read)\n"),
        ("x = f(\n    g(\n        open(path).read()\n    )\n)\n", "x = f(g(read))\n"),
        ("x = f(\n    open(path).read(),\n)\n", "x = f(\n    read,\n)\n"),
        ("x = (\n    await open(path).read()\n).one()\n", "x = (await read).one()\n"),
        ("x = (\n    open(path).read()\n)\n", "x = (\n    read\n)\n"),
        ("x = f(\n    open(path).read()  # why\n)\n", "x = f(\n    read  # why\n)\n"),
        ("x = f(\n    open(path).read()\n    + aaaaaaaaaa\n)\n", "x = f(\n    read\n    + aaaaaaaaaa\n)\n"),
    ])
    func callsThatFitOnALineAreJoined(_ before: String, _ result: String) throws {
        let before = try tree(before)
        let after = try tree(text(before.source).replacing("open(path).read()", with: "read"))
        #expect(try laidOut(after, since: before, 40) == result)
    }

    private func continued(_ text: String, replacing old: String, with new: String) throws -> String {
        let before = try tree(text)
        let place = try #require(text.firstRange(of: old))
        let start = text[..<place.lowerBound].utf8.count
        let edits = [TextEdit(replacing: start..<start + old.utf8.count, with: new)]
        let after = try SyntaxTree(parsing: before.source.applying(edits))
        let moved = ContinuationLines.edits(in: after, since: before, by: edits, unit: "    ")
        return self.text(after.source.applying(try #require(TextEdit.compose(moved))))
    }

    @Test(arguments: [
        // Aligned with the first argument, also inside each other.
        ("x = open(a,\n         b)\n", "xy = open(a,\n          b)\n"),
        ("x = open(f(a,\n           b),\n         c)\n", "xy = open(f(a,\n            b),\n          c)\n"),
        // Not aligned, or indented from the line of the bracket.
        ("x = open(a,\n    b)\n", "xy = open(a,\n    b)\n"), ("x = open(\n    a)\n", "xy = open(\n    a)\n"),
        ("x = open(a,\n\t b)\n", "xy = open(a,\n\t b)\n"),
    ])
    func continuationLinesStayAligned(_ before: String, _ after: String) throws {
        #expect(try continued(before, replacing: "x = ", with: "xy = ") == after)
    }

    @Test func contentOfABracketFollowsItsLine() throws {
        let before = "y = (\n    g(\n        a\n    )\n)\n"
        #expect(try continued(before, replacing: "(\n    g", with: "(g") == "y = (g(\n    a\n)\n)\n")
    }

    @Test(arguments: [
        ("a()\n\nGONE\n\nb()\n", "a()\n\nb()\n"), ("a()\n\nGONE\n\n\nb()\n", "a()\n\n\nb()\n"),
        ("a()\n\nGONE\nb()\n", "a()\n\nb()\n"), ("a()\n\nGONE\n", "a()\n"),
        ("if x:\n    GONE\n\n    b()\n", "if x:\n    b()\n"), ("a()\nGONE\nb()\n", "a()\nb()\n"),
        ("x = {1:\n\n2}\nGONE\n\nb()\n", "x = {1:\n\n2}\n\nb()\n"),
    ])
    func blankLinesAroundDeletedOnesAreNotAdded(_ before: String, _ result: String) throws {
        let before = try tree(before)
        let text = text(before.source)
        let place = try #require(text.firstRange(of: "GONE"))
        let offset = text[..<place.lowerBound].utf8.count
        let line = Layout.lineStart(of: offset, in: before.source)..<Layout.nextLineStart(of: offset, in: before.source)
        let edits = [TextEdit(deleting: line)]
        let after = try SyntaxTree(parsing: before.source.applying(edits))
        let more = BlankLines(in: after).edits(since: before, by: edits)
        #expect(self.text(after.source.applying(more)) == result)
    }

    @Test func theLineLengthIsTheFilesOwn() throws {
        let wide = "xxxxxxxxxxxxxxxxxxxx = some_function(" + String(repeating: "a", count: 60) + ")\n"
        #expect(FileStyle(of: try tree("x = 1\n")).lineLength == 88)
        #expect(FileStyle(of: try tree(wide)).lineLength == 98)
        #expect(FileStyle(of: try tree(wide), lineLength: 88).lineLength == 88)
        #expect(FileStyle(of: try tree("x = '\(String(repeating: "a", count: 100))'\n")).lineLength == 88)
    }

    @Test func widerLinesOfCodeShowThatNobodyBreaksThem() throws {
        let chained = "response = (urlopen(" + String(repeating: "a", count: 80) + ")).read()\n"
        #expect(FileStyle(of: try tree(chained)).lineLength == 109)
        #expect(FileStyle(of: try tree(chained)).breaksLongLines)
        let called = "f(" + String(repeating: "a", count: 130) + ").b()\n"
        #expect(FileStyle(of: try tree(called)).lineLength == 88)
        #expect(!FileStyle(of: try tree(called)).breaksLongLines)
        #expect(FileStyle(of: try tree("x = f(\n    a\n)\n" + called)).breaksLongLines)
        #expect(FileStyle(of: try tree(called), lineLength: 88).breaksLongLines)
        let long = "f('\(String(repeating: "a", count: 130))').b()\n"
        #expect(FileStyle(of: try tree(long)).breaksLongLines)
        #expect(FileStyle(of: try tree("f(a).b()  # \(String(repeating: "a", count: 130))\n")).breaksLongLines)
    }
}
