import FileSystem
import PythonSyntax
import Rewriting
import SourceText
import Testing

@Suite struct PatternTests {
    private func file(_ text: String) throws -> FileContext {
        FileContext(
            path: Path("a.py"), tree: try SyntaxTree(parsing: SourceText(utf8: text)), settings: FileSettings())
    }

    private func statements(_ text: String) throws -> [Syntax] { Array(try file(text).tree.root.children) }

    private func expression(_ text: String) throws -> Syntax {
        try #require(try statements(text + "\n").first?.child(.value))
    }

    private func matches(_ pattern: Pattern, _ text: String) throws -> Bool {
        pattern.match(try expression(text)) != nil
    }

    // MARK: Nodes

    @Test func matchesCallsWithRuns() throws {
        let pattern = Pattern("$tasks.add_task($function, $...arguments)")
        let captures = try #require(pattern.match(expression("bg.add_task(send, 1, key=2,)")))
        #expect(captures["tasks"]?.text == "bg")
        #expect(captures["function"]?.text == "send")
        #expect(captures.run("arguments").map(\.text) == ["1", "key=2"])
        #expect(try !matches(pattern, "bg.add(send)"))
        #expect(try !matches(pattern, "bg.add_task()"))
    }

    @Test func wantsTheSameForTheSameName() throws {
        let pattern = Pattern("$x == $x")
        #expect(try matches(pattern, "a.b == (a . b)"))
        #expect(try !matches(pattern, "a.b == a.c"))
        let context = try file("a == b\n")
        let node = try #require(context.tree.root.firstChild)
        #expect(pattern.match(node, in: context) == nil)
        #expect(pattern.match(node, in: context) { _, _ in true } != nil)
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

    @Test func runsEndWhereTheirConditionDoes() throws {
        let pattern = Pattern(
            "$f = open($...)\n$...reads\n$...rest\n$f.close()",
            where: ["reads": .matching(["$_.read($...)"]), "rest": .not(.matching(["$_.write($...)"]))])
        let captures = try #require(
            pattern.match(try statements("f = open(p)\nf.read()\nf.seek(0)\nf.read()\nf.close()\n")))
        #expect(captures.run("reads").count + captures.run("rest").count == 3)
        #expect(captures.run("reads").allSatisfy { $0.text == "f.read()" })
        #expect(pattern.match(try statements("f = open(p)\nf.read()\nf.write(a)\nf.close()\n")) == nil)
        let twice: Pattern = "$...same\nbreak_\n$...same"
        #expect(twice.match(try statements("a\nb\nbreak_\na\nb\n")) != nil)
        #expect(twice.match(try statements("a\nb\nbreak_\nb\na\n")) == nil)
    }

    @Test func longSuitesTakeNoTimeWithoutEnd() throws {
        let lines = (0..<5_000).map { "a(\($0))" }.joined(separator: "\n")
        let pattern: Pattern = "$...before\nb()\n$...after"
        #expect(pattern.match(try statements(lines + "\n")) == nil)
        #expect(pattern.match(try statements(lines + "\nb()\n" + lines + "\n"))?.run("after").count == 5_000)
    }

    @Test func quotesParenthesesAndAnnotationsMakeNoDifference() throws {
        #expect(try matches("f('a')", "f(\"a\")"))
        #expect(try matches("f('a')", "f(('''a'''))"))
        #expect(try !matches("f('a')", "f(b'a')"))
        #expect(try !matches("f('a')", "f('a' 'b')"))
        #expect(try matches("f(($a, $b))", "f((1, 2))"))
        let pattern: Pattern = "$x = $v"
        #expect(pattern.match(try statements("x: int = 1\n")[0])?["v"]?.text == "1")
        #expect(pattern.match(try statements("x: int\n")[0]) == nil)
        #expect(pattern.match(try statements("x = y = 1\n")[0]) == nil)
        #expect(pattern.match(try statements("x += 1\n")[0]) == nil)
    }

    @Test func operatorsAndConstantsAreCompared() throws {
        #expect(try matches("$x is not None", "a.b is not None"))
        #expect(try !matches("$x is not None", "a.b is None"))
        #expect(try !matches("$x is not None", "a.b is not Nothing"))
        #expect(try !matches("$x and $y", "a or b"))
        #expect(try !matches("$x and $y", "a and b and c"))
    }

    @Test func namesBehindDotsAreHoles() throws {
        let pattern = Pattern("$log.$level($...)", where: ["level": .named("info", "warning")])
        let captures = try #require(pattern.match(expression("self.log.info('a')")))
        #expect(captures["level"]?.lastName == "info")
        #expect(captures["log"]?.text == "self.log")
        #expect(try !matches(pattern, "log.debug('a')"))
    }

    @Test func expressionsMatchTheirStatements() throws {
        let pattern: Pattern = "$f.close()"
        #expect(pattern.match(try statements("f.close()\n")[0])?["f"]?.text == "f")
        #expect(pattern.match(try statements("x = f.close()\n")[0]) == nil)
    }

    // MARK: Arguments

    @Test func keywordsHaveNoOrder() throws {
        let pattern: Pattern = "f(a=$x, b=$y)"
        #expect(pattern.match(try expression("f(b=1, a=2)"))?["x"]?.text == "2")
        #expect(try !matches(pattern, "f(b=1, a=2, c=3)"))
        #expect(try !matches(pattern, "f(a=1)"))
        let open: Pattern = "f($...rest, a=$x)"
        #expect(open.match(try expression("f(1, a=2, *b, **c)"))?.run("rest").map(\.text) == ["1", "*b", "**c"])
    }

    @Test func holesMatchNoUnpackingAndNoKeyword() throws {
        let pattern: Pattern = "f($x)"
        #expect(try matches(pattern, "f(a)"))
        for text in ["f(*a)", "f(**a)", "f(k=1)", "f()", "f(a, b)"] { #expect(try !matches(pattern, text), "\(text)") }
        #expect(try !matches("[$x]", "[*a]"))
    }

    @Test func parametersGoByNameOrPlace() throws {
        let pattern = Pattern("open($path, mode=$mode, $..._)", parameters: ["file", "mode", "buffering"])
        for text in ["open(p, 'r')", "open(p, mode='r')", "open(mode='r', file=p)", "open(p, 'r', 1, encoding=e)"] {
            let captures = try #require(pattern.match(expression(text)), "\(text)")
            #expect(captures["path"]?.text == "p", "\(text)")
            #expect(captures["mode"]?.text == "'r'", "\(text)")
        }
        for text in ["open(p)", "open(*p, 'r')", "open(p, *q)", "open(p, encoding='r')"] {
            #expect(try !matches(pattern, text), "\(text)")
        }
    }

    // MARK: Chains, await

    @Test func chainsAreAnySteps() throws {
        let pattern: Pattern = "$model.objects.$...steps.first()"
        let captures = try #require(
            pattern.match(expression("app.User.objects.filter(a=1)[0].order_by('b').x.first()")))
        #expect(captures["model"]?.text == "app.User")
        #expect(
            captures.run("steps").map(\.text.utf8.count)
                == [
                    "app.User.objects.filter(a=1)", "app.User.objects.filter(a=1)[0]",
                    "app.User.objects.filter(a=1)[0].order_by('b')", "app.User.objects.filter(a=1)[0].order_by('b').x",
                ].map(\.utf8.count))
        #expect(try matches(pattern, "User.objects.first()"))
        #expect(try !matches(pattern, "User.objects.first().x"))
        #expect(try !matches(pattern, "User.objects.all().last()"))
        #expect(try !matches(pattern, "User.query.all().first()"))
        #expect(try matches("$db.query($m)$...steps.first()", "self.db.query(A).filter(b).first()"))
    }

    @Test func awaitMayBeOptional() throws {
        let pattern = Pattern("$s.commit()", .optionalAwait)
        #expect(try matches(pattern, "db.commit()"))
        #expect(try matches(pattern, "await db.commit()"))
        #expect(try !matches("$s.commit()", "await db.commit()"))
        #expect(try matches(Pattern("$r.$..._.first()", .optionalAwait), "(await db.execute(q)).scalars().first()"))
    }

    // MARK: Conditions

    @Test func conditionsSayWhatHolesMatch() throws {
        let pattern = Pattern("$f = $value", where: ["f": .name, "value": .call(of: "builtins.open", "io.open")])
        let context = try file("import io as i\nf = i.open(p)\nself.f = open(p)\ng = opened(p)\nh = await open(p)\n")
        let found = pattern.matches(in: context)
        #expect(found.map { $0["f"]?.text } == ["f", "h"])
        // Names are unknown here.
        #expect(pattern.match(try statements("f = open(p)\n")[0]) == nil)
        #expect(pattern.match(found[0].node, context.semantics) != nil)
    }

    @Test func conditionsCombine() throws {
        let log: Patterns = ["$_.info($...)", "print($...)"]
        let pattern = Pattern(
            "if $t: $s", where: ["s": .matching(log), "t": .not(.any([.kind(.call), .named("debug")]))])
        #expect(pattern.match(try statements("if x: print(1)\n")[0]) != nil)
        #expect(pattern.match(try statements("if x:\n    log.info(1)\n")[0]) != nil)
        #expect(pattern.match(try statements("if x: log.warn(1)\n")[0]) == nil)
        #expect(pattern.match(try statements("if self.debug: print(1)\n")[0]) == nil)
        #expect(pattern.match(try statements("if f(): print(1)\n")[0]) == nil)
    }

    @Test func whatCannotBeAskedHoldsNeither() throws {
        let pattern = Pattern("$f()", where: ["f": .not(.means("builtins.open"))])
        #expect(try !matches(pattern, "open()"))
        #expect(try !matches(pattern, "close()"))
        #expect(pattern.matches(in: try file("open()\nclose()\n")).map { $0["f"]?.text } == ["close"])
    }

    @Test func holesAreRelated() throws {
        let pattern = Pattern(
            "$a.copy($b)",
            where: ["b": .related(to: "a") { $0.identifier == $1.dottedRoot?.identifier && $2.tree === $0.tree }])
        #expect(pattern.matches(in: try file("x.y.copy(x)\nx.copy(y)\n")).map(\.node.text) == ["x.y.copy(x)"])
    }

    @Test func holesMayBeFilledBefore() throws {
        let pattern: Pattern = "if $f is not None: $f.close()"
        let statement = try statements("if g is not None:\n    g.close()\n")[0]
        let (same, other) = (try expression("g"), try expression("h"))
        #expect(pattern.matches(statement, binding: ["f": same]))
        #expect(!pattern.matches(statement, binding: ["f": other]))
        #expect(!pattern.matches(statement, binding: ["nothing": same]))
    }

    // MARK: Alternatives, search

    @Test func alternativesSayWhichMatched() throws {
        let patterns: Patterns = ["not $x", "$x is None", "$x == None"]
        #expect(patterns.match(try expression("a == None"))?.alternative == 2)
        #expect(patterns.match(try expression("not a"))?.alternative == 0)
        #expect(patterns.match(try expression("a")) == nil)
    }

    @Test func patternsFindTheirPlaces() throws {
        let context = try file(
            "a.close()\nwith b.close() as c:\n    if x:\n        (await d . close())\nclose()\ne.closed()\n")
        #expect(Pattern("$f.close()").matches(in: context).map { $0["f"]?.text } == ["a", "b", "d"])
        let either: Patterns = ["$f.close()", "$g.closed()", "close()"]
        #expect(either.matches(in: context).map(\.alternative) == [0, 0, 0, 2, 1])
        #expect(Pattern("$o.closed").matches(in: context).map(\.node.text) == ["e.closed"])
    }

    @Test func statementsAreFoundByTheNamesInThem() throws {
        let pattern: Pattern = """
            if not $model.objects.$..._.exists():
                $..._
                $_ = $model.objects.create($..._)
                $..._
            """
        let context = try file(
            """
            if a:
                if not A.objects.filter(b=1).exists():
                    log()
                    x = A.objects.create(b=1)
            if not A.objects.filter(b=1).exists():
                x = B.objects.create(b=1)
            if A.objects.exists():
                x = A.objects.create(b=1)
            """ + "\n")
        #expect(pattern.matches(in: context).map { $0["model"]?.text } == ["A"])
        #expect(Patterns([pattern]).candidates(in: context.nodes).count == 3)
        #expect(Pattern("if $a: $b").matches(in: try file("if x:\n    if y: z\n")).count == 2)
    }

    // MARK: Prefilter, problems

    @Test func knowsWhatAFileMustContain() throws {
        #expect(Prefilter(of: ["$tasks.add_task($f, key='x')"]).alternatives == [[.call("add_task")]])
        #expect(
            Prefilter(of: ["$a.objects.$..._.get()", "BackgroundTask($...)"]).alternatives == [
                ["objects"], [.call("BackgroundTask")],
            ])
        #expect(Prefilter(of: ["open($path, buffering=$b)"]).alternatives == [[.call("open"), "buffering"]])
        #expect(Prefilter(of: ["$f.go()"]).alternatives == [[]])
    }

    @Test func problemsAreNamed() {
        #expect(Pattern("$a.b(").problem != nil)
        #expect(Pattern("$a", where: ["b": .name]).problem == "there is no hole $b")
        #expect(Pattern("$a.f($b)", where: ["a": .related(to: "c") { _, _, _ in true }]).problem != nil)
        #expect(Pattern("").problem != nil)
        #expect(Pattern("$a.b()").isValid)
    }
}
