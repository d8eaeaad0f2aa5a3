import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// The statements that have run before a place, and those that will run after it.
@Suite struct CompletionTests {
    @Test(arguments: [
        ("a()\nhere()\nb()", "a", "b"),
        ("a()\nif x:\n    b()\n    here()\n    c()\nd()", "a b", "c d"),
        ("if x:\n    a()\nelse:\n    b()\nhere()", "", ""),
        ("if x:\n    a()\nelif y:\n    return\nhere()", "", ""),
        ("if x:\n    a()\nelse:\n    return\nhere()", "a", ""),
        ("a()\ntry:\n    b()\n    here()\n    c()\nexcept E:\n    d()\nfinally:\n    e()\ng()", "a b", "c e g"),
        ("try:\n    a()\nexcept E:\n    pass\nhere()", "", ""),
        ("try:\n    a()\nexcept E:\n    raise\nhere()", "a", ""),
        ("try:\n    a()\nexcept E:\n    sys.exit()\nhere()", "a", ""),
        ("try:\n    a()\nfinally:\n    b()\nhere()", "a b", ""),
        ("try:\n    a()\nfinally:\n    b()\n    here()\nc()", "b", "c"),
        ("try:\n    a()\nexcept E:\n    here()", "", ""),
        ("try:\n    a()\n    b()\nexcept E:\n    here()\nc()", "", "c"),
        ("try:\n    pass\n    a()\nexcept E:\n    pass\nelse:\n    here()", "a", ""),
        ("try:\n    try:\n        a()\n    finally:\n        b()\nexcept E:\n    here()", "", ""),
        ("for x in y:\n    a()\nhere()", "", ""),
        ("a()\nfor x in y:\n    b()\n    here()\n    c()\nd()", "a b", "c d"),
        ("for x in y:\n    here()\n    if x:\n        continue\n    c()\nd()", "", "d"),
        ("for x in y:\n    a()\n    break\nelse:\n    b()\nhere()", "", ""),
        ("while True:\n    a()\n    if x:\n        break\nhere()", "a", ""),
        ("while True:\n    a()\n    here()", "a", ""),
        ("while x:\n    a()\nhere()", "", ""),
        ("here()\nif x:\n    return\na()", "", ""),
        ("here()\nif x:\n    raise E\na()", "", "a"),
        ("if x:\n    here()\n    return\na()", "", ""),
        ("here()\ntry:\n    a()\nexcept E:\n    b()\nc()", "", "a c"),
        ("def g():\n    a()\nhere()", "", ""),
        ("with open(p):\n    a()\nhere()\nwith y:\n    b()", "a", "b"),
        ("with y:\n    a()\nhere()", "", ""),
        ("with suppress(E):\n    a()\nhere()", "", ""),
        ("with open(p), y:\n    a()\nhere()", "", ""),
        ("match x:\n    case 1:\n        a()\n    case _:\n        a()\nhere()", "", ""),
        ("match x:\n    case 1:\n        return\n    case _:\n        a()\nhere()", "a", ""),
        ("match x:\n    case 1:\n        a()\n        here()\nb()", "a", "b"),
        ("a()\nassert x\nhere()", "a", ""),
        ("return\na()\nhere()", "", ""),
    ])
    func are(_ body: String, _ completed: String, _ following: String) throws {
        let sample = try FlowSample(body: body, before: "import sys\nfrom contextlib import suppress\n")
        let here = try sample.statement("here")
        #expect(sample.calls(sample.graph.completed(before: here)) == completed)
        #expect(sample.calls(sample.graph.following(here)) == following)
        for statement in sample.graph.completed(before: here) {
            #expect(sample.graph.hasCompleted(statement, before: here))
        }
        for statement in sample.graph.following(here) { #expect(sample.graph.certainlyRuns(statement, after: here)) }
    }

    @Test(arguments: [
        ("here()\na()", false), ("try:\n    here()\nfinally:\n    a()", true),
        ("try:\n    here()\n    return b\nfinally:\n    a()", true), ("try:\n    here()\nexcept E:\n    a()", false),
        ("with open(b) as a:\n    here()\na()", false),
    ])
    func onAllPathsOnlyFinallyFollows(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(body: body)
        let last = try #require(sample.sample.names("a").last?.enclosingStatement)
        let here = try sample.statement("here")
        #expect(sample.graph.certainlyRuns(last, after: here, on: .all) == expected)
    }

    @Test(arguments: [
        ("return", false), ("raise x", false), ("if a:\n    return\nelse:\n    raise x", false),
        ("if a:\n    return", true), ("with open(a):\n    return", false), ("with a:\n    return", false),
        ("with a:\n    return b", true),
        ("pass", true), ("for a in b:\n    return", true), ("while True:\n    pass", false),
        ("while True:\n    break", true), ("while True:\n    if a:\n        break", true),
        ("while True:\n    for a in b:\n        break", false), ("while 1:\n    return", false),
        ("for a in b:\n    pass\nelse:\n    return", false), ("for a in b:\n    break\nelse:\n    return", true),
        ("if a:\n    return\nelif b:\n    pass\nelse:\n    return", true),
        ("try:\n    return\nfinally:\n    b()", false), ("try:\n    b()\nfinally:\n    return", false),
        ("try:\n    return b\nexcept E:\n    pass", true), ("try:\n    return b\nexcept E:\n    raise", false),
        ("sys.exit(1)", false), ("os._exit(1)", false), ("exit()", false), ("pytest.skip('x')", false),
        ("f.exit()", true), ("match a:\n    case 1:\n        return", true),
        ("match a:\n    case _:\n        return", false), ("return\nb()", false),
        ("async with a as b:\n    return c", true),
    ])
    func knowsWhatCompletes(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(body: body, before: "import sys, os, pytest\n")
        let suite = try #require(sample.graph.owner.child(.body))
        #expect(sample.graph.canComplete(suite) == expected)
    }

    @Test func unreachableCodeIsJudgedByItself() throws {
        let sample = try FlowSample(body: "return\nif a:\n    return\nelse:\n    b()")
        #expect(sample.graph.canComplete(try sample.statement("a")))
        #expect(!sample.graph.isReachable(try sample.statement("b")))
    }

    @Test func nestedFinallyBodiesStayLinear() throws {
        func nested(_ depth: Int) -> String {
            guard depth > 0 else { return "a()\n" }
            let inner = nested(depth - 1).split(separator: "\n").map { "    \($0)\n" }.joined()
            return "try:\n    if x:\n        return\n    b()\nfinally:\n" + inner
        }
        let sample = try FlowSample(body: nested(30) + "here()")
        #expect(sample.calls(sample.graph.completed(before: try sample.statement("here"))).hasSuffix("a"))
    }

    @Test(arguments: ["f = lambda: here\n", "class A:\n    a()\n    here()\n", "a()\nhere()\n"])
    func everyScopeHasAGraph(_ text: String) throws {
        let sample = try FlowSample(text)
        let here = try sample.sample.name("here")
        let graph = FlowGraph(of: FlowGraph.owner(of: here), sample.sample.model)
        #expect(graph.isReachable(here))
        #expect(sample.calls(graph.completed(before: here)) == (text.contains("a()") ? "a" : ""))
    }
}
