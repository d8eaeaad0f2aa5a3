import PythonSyntax
import Rewriting
import SourceText
import Testing

@Suite struct PatternTests {
    private func statements(_ text: String) throws -> [Syntax] {
        Array(try SyntaxTree(parsing: SourceText(utf8: text)).root.children)
    }

    private func expression(_ text: String) throws -> Syntax {
        try #require(try statements(text).first?.child(.value))
    }

    @Test func matchesCallsWithRuns() throws {
        let pattern = Pattern("$tasks.add_task($function, $...arguments)")
        let captures = try #require(pattern.match(expression("bg.add_task(send, 1, key=2,)\n")))
        #expect(captures["tasks"]?.text == "bg")
        #expect(captures["function"]?.text == "send")
        #expect(captures.run("arguments").map(\.text) == ["1", "key=2"])
        #expect(pattern.match(try expression("bg.add(send)\n")) == nil)
        #expect(pattern.match(try expression("bg.add_task()\n")) == nil)
    }

    @Test func wantsTheSameTokensForTheSameName() throws {
        let pattern = Pattern("$x == $x")
        #expect(pattern.match(try expression("a.b == (a . b)\n")) != nil)
        #expect(pattern.match(try expression("a.b == a.c\n")) == nil)
    }

    @Test func matchesStatementsWithBodies() throws {
        let pattern = Pattern("if not $query.first(): $...body")
        let captures = try #require(pattern.match(try statements("if not q.filter(x).first():\n    a()\n    b()\n")[0]))
        #expect(captures["query"]?.text == "q.filter(x)")
        #expect(captures.run("body").map(\.text) == ["a()", "b()"])
        #expect(pattern.match(try statements("if not q.first():\n    a()\nelse:\n    b()\n")[0]) == nil)
    }

    @Test func matchesRunsOfStatements() throws {
        let pattern = Pattern("$f = open($...a)\n$...uses\n$f.close()")
        let captures = try #require(pattern.match(try statements("g = open(p)\ng.read()\nx = 1\ng.close()\n")))
        #expect(captures.run("uses").count == 2)
        #expect(pattern.match(try statements("g = open(p)\nh.close()\n")) == nil)
    }

    @Test func knowsWhatAFileMustContain() throws {
        #expect(Pattern("$tasks.add_task($f, key='x')").requiredStrings == ["'x'", "add_task", "key"])
    }
}
