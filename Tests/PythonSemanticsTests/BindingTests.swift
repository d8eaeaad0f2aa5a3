import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct BindingTests {
    @Test(
        arguments: [
            ("x = 1", .assignment), ("y = x = 1", .assignment), ("(a, [*x]) = b", .assignment),
            ("x: int = 1", .annotatedAssignment), ("(x): int = 1", .annotatedAssignment), ("x: int", .annotationOnly),
            ("x += 1", .augmentedAssignment), ("print(x := 1)", .namedExpression), ("for x in y: pass", .forTarget),
            ("for a, (b, x) in y: pass", .forTarget), ("[1 for x in y]", .comprehensionTarget),
            ("with a as x: pass", .withTarget), ("with (a as b, c as (d, x)): pass", .withTarget),
            ("try: pass\nexcept E as x: pass", .exceptAlias), ("try: pass\nexcept* E as x: pass", .exceptAlias),
            ("def f(x): pass", .parameter), ("def f(*x): pass", .parameter), ("def f(**x): pass", .parameter),
            ("lambda a, *, x: 1", .parameter), ("def x(): pass", .function), ("async def x(): pass", .function),
            ("class x: pass", .class), ("import x", .importModule), ("import a.b as x", .importModule),
            ("from a import x", .importFrom), ("from a import b as x", .importFrom), ("del a, (x, b)", .deletion),
            ("type x = int", .typeAlias), ("def f[x](): pass", .typeParameter), ("class A[*x]: pass", .typeParameter),
            ("type A[**x] = int", .typeParameter),
        ] as [(String, Binding.Kind)])
    func tellsHow(_ text: String, _ kind: Binding.Kind) throws {
        let sample = try Sample(text + "\n")
        #expect(try sample.variable("x").bindings.map(\.kind) == [kind])
        #expect(try sample.variable("x").bindings.map(\.node) == sample.names("x"))
    }

    @Test(arguments: ["x", "[x, *_]", "[*x]", "{1: x}", "{**x}", "C(x)", "C(a=x)", "(1 | 2) as x", "(x)"])
    func capturesOfPatterns(_ pattern: String) throws {
        let sample = try Sample("match a:\n    case \(pattern): pass\n")
        #expect(try sample.variable("x").bindings.map(\.kind) == [.matchCapture])
        #expect(sample.names("_").allSatisfy { sample.model.variable(of: $0) == nil })
    }

    @Test(arguments: [
        "x.a = 1", "x[0] = 1", "a[x] = 1", "del x.a, x[0]", "for x.a in b: pass", "x.a: int = 1", "f(x=x)",
        "match a:\n    case x.y | x(): pass",
    ])
    func partsOfTargetsAreRead(_ text: String) throws {
        let sample = try Sample(text + "\n")
        #expect(sample.model.unresolvedNames.contains("x"))
    }

    @Test(arguments: [("x = 1", true), ("((x)) = 1", true), ("x, y = 1", false), ("for (x) in y: pass", true)])
    func tellsWholeTargetsFromParts(_ text: String, _ isWhole: Bool) throws {
        let binding = try #require(try Sample(text + "\n").variable("x").bindings.first)
        #expect(binding.isWholeTarget == isWhole)
        #expect(binding.holder == binding.statement || !isWhole)
    }

    @Test func augmentedAssignmentReadsToo() throws {
        let x = try Sample("x = 0\nx += 1\n").variable("x")
        #expect(x.bindings.map(\.kind) == [.assignment, .augmentedAssignment])
        #expect(x.references == [x.bindings[1].node])
    }

    @Test func dottedImportsBindTheirFirstName() throws {
        let sample = try Sample("import a.b.c\na.b.c\nb\n")
        #expect(try sample.variable("a").bindings.map(\.kind) == [.importModule])
        #expect(sample.model.unresolvedNames == ["b"])
    }

    @Test func renamedImportsBindTheNewNameOnly() throws {
        let sample = try Sample("import a.b as c\nfrom d import e as f\na, b, d, e\n")
        #expect(sample.model.unresolvedNames == ["a", "b", "d", "e"])
    }

    @Test func knowsItsStatement() throws {
        let sample = try Sample("def f(x):\n    if y := x:\n        for z in y: pass\n")
        let kinds = try ["f", "x", "y", "z"].map { try sample.variable($0).bindings[0].statement?.kind }
        #expect(kinds == [.functionDefinition, .functionDefinition, .ifStatement, .forStatement])
    }

    @Test func tellsApartManyNames() throws {
        let lines = (0..<2000).map { "name\($0) = name\(max(0, $0 - 1))\n" }
        let sample = try Sample(lines.joined())
        #expect(sample.model.unresolvedNames.isEmpty)
        #expect(try sample.scope(.module).variables.map(\.name) == (0..<2000).map { "name\($0)" })
    }
}
