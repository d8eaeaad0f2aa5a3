import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// The facts about `x` in `here(x)`.
@Suite struct FactTests {
    private func facts(_ body: String) throws -> (facts: KnownFacts, equal: String?) {
        let sample = try FlowSample(body: body, parameters: "x, y")
        let graph = FlowGraph(of: FlowGraph.owner(of: try sample.sample.name("here")), sample.sample.model)
        let flow = FunctionFlow(graph)
        let use = try #require(sample.sample.name("here").parent?.child(.arguments)?.firstChild)
        return (flow.facts.facts(about: use), flow.facts.equal(to: use)?.text)
    }

    @Test(arguments: [
        ("here(x)", false), ("if x is not None:\n    here(x)", true), ("if x:\n    here(x)", true),
        ("if x is None:\n    here(x)", false), ("if x is None:\n    return\nhere(x)", true),
        ("if not x:\n    raise E\nhere(x)", true), ("if x is None:\n    pass\nhere(x)", false),
        ("if x is None:\n    sys.exit()\nhere(x)", false), ("if x is None:\n    exit()\nhere(x)", true),
        ("if x is None or y:\n    return\nhere(x)", true), ("if x is None and y:\n    return\nhere(x)", false),
        ("if x and y:\n    here(x)", true), ("if x or y:\n    here(x)", false),
        ("if not (x is None or y):\n    here(x)", true),
        ("assert x\nhere(x)", true), ("assert x is not None, y\nhere(x)", true),
        ("while x:\n    here(x)\n    x = x.next", true),
        ("while x is None:\n    x = y()\nhere(x)", true),
        ("for a in y:\n    if x is None:\n        continue\n    here(x)", true),
        ("if x:\n    x = y()\n    here(x)", false), ("if x is None:\n    x = y()\nhere(x)", false),
        ("if y:\n    return\nelif x is None:\n    return\nhere(x)", true),
        ("if x is None:\n    y()\nelse:\n    here(x)", true),
        ("x.a\nhere(x)", true), ("y(x.a)\nhere(x)", true), ("if y:\n    x.a\nhere(x)", false),
        ("if x.a:\n    y()\nhere(x)", true),
        ("y and x.a\nhere(x)", false), ("x.a and y\nhere(x)", true), ("y(lambda: x.a)\nhere(x)", false),
        ("x.a = 1\nhere(x)", true), ("x.a: int\nhere(x)", false),
        ("try:\n    x.a\nexcept E:\n    pass\nhere(x)", false),
        ("return here(x) if x else y", true), ("return y if x else here(x)", false), ("return x and here(x)", true),
        ("return x is None or here(x)", true), ("return [here(x) for x in y if x]", true),
        ("return [here(x) for a in y if a]", false),
        ("if x == 'a':\n    here(x)", true), ("if x != None:\n    here(x)", true),
        ("if None is not x:\n    here(x)", true),
        ("if isinstance(x, str):\n    here(x)", true), ("if isinstance(x, A):\n    here(x)", false),
        ("if (x := y()) is None:\n    return\nhere(x)", true), ("if (x := y()):\n    here(x)", true),
        ("try:\n    y()\nfinally:\n    if x:\n        here(x)", true),
        ("match y:\n    case 1 if x:\n        here(x)", true), ("if x is None < y:\n    return\nhere(x)", false),
        ("if x is None:\n    return\nfor a in y:\n    here(x)\n    x = a", false),
    ])
    func showThatItIsNotNone(_ body: String, _ expected: Bool) throws {
        #expect(try facts(body).facts.contains(.isNotNone) == expected)
    }

    @Test(arguments: [
        ("x = y()\nif not x:\n    x = z()\nhere(x)", false), ("x = y()\nif x is None:\n    x = z()\nhere(x)", false),
        ("x = y()\nhere(x)", true), ("x = y()\nif not x and y:\n    x = z()\nhere(x)", true),
        ("x = y()\nif not x:\n    y()\nhere(x)", true), ("x = y()\nif x:\n    x = z()\nhere(x)", true),
        ("x = y()\nif not x:\n    try:\n        x = z()\n    except E:\n        pass\nhere(x)", true),
        ("x = y()\nfor a in y:\n    if not x:\n        x = z()\nhere(x)", true),
        ("x = y()\nb = x\nif not b:\n    x = z()\nhere(x)", true),
        ("b = x\nx = y()\nif not b:\n    return\nhere(x)", true),
    ])
    func mayBeNoneFromTheFirstAssignment(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(body: body, parameters: "x, y")
        let graph = FlowGraph(of: FlowGraph.owner(of: try sample.sample.name("here")), sample.sample.model)
        let use = try #require(sample.sample.name("here").parent?.child(.arguments)?.firstChild)
        let variable = try #require(graph.semantics.variable(of: use))
        let first = try #require(variable.bindings.first { $0.kind == .assignment })
        #expect(FunctionFlow(graph).facts.mayBeNone(use, from: first) == expected)
    }

    @Test(arguments: [
        ("if x.a is not None:\n    here(x.a)", true), ("if x.a is not None:\n    y()\n    here(x.a)", false),
        ("if x.a is None:\n    return\nhere(x.a)", true), ("return x.a and here(x.a)", true),
        ("if x.a:\n    for b in c:\n        here(x.a)\n        y()", false),
        ("if x.a:\n    x = y\n    here(x.a)", false),
    ])
    func ofAttributesEndAtCalls(_ body: String, _ expected: Bool) throws {
        #expect(try facts(body).facts.contains(.isNotNone) == expected)
    }

    @Test(
        arguments: [
            ("if x is None:\n    here(x)", [.isNone, .isFalsy]), ("if not x:\n    here(x)", .isFalsy),
            ("if x:\n    return\nhere(x)", .isFalsy), ("if x:\n    here(x)", [.isTruthy, .isNotNone]),
        ] as [(String, KnownFacts)])
    func tellTruth(_ body: String, _ expected: KnownFacts) throws {
        #expect(try facts(body).facts == expected)
    }

    @Test(
        arguments: [
            ("if x == 'a':\n    here(x)", "'a'"), ("if x != 1:\n    return\nhere(x)", "1"),
            ("if -1 == x:\n    here(x)", "-1"),
            ("if x == y:\n    here(x)", nil), ("if x == 1:\n    x = 2\n    here(x)", nil),
        ] as [(String, String?)])
    func tellConstants(_ body: String, _ expected: String?) throws {
        #expect(try facts(body).equal == expected)
    }
}
