import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// The value of a name at a read.
@Suite struct DefinitionTests {
    /// A value as text.
    private func words(_ value: Value) -> String {
        switch value {
        case .expression(let node): node.text
        case .part(let node): "part of \(node.text)"
        case .entered(let node): "entered \(node.text)"
        case .parameter(let node): "parameter \(node.text)"
        case .imported(let node): "import \(node.text)"
        case .definition(let node): "definition of \(node.child(.name)?.text ?? "")"
        case .several(let bindings): bindings.map { words(Value(of: $0)) }.joined(separator: " or ")
        case .unknown: "unknown"
        }
    }

    /// The value of the `x` in the last `here(x)`.
    @Test(arguments: [
        ("x = a\nhere(x)", "a"), ("x = a\nx = b\nhere(x)", "b"), ("x = a\nif c:\n    x = b\nhere(x)", "a or b"),
        ("if c:\n    x = a\nelse:\n    x = b\nhere(x)", "a or b"),
        ("x = a\nif c:\n    x = b\n    return\nhere(x)", "a"),
        ("x = a\nif c:\n    here(x)\nelse:\n    x = b", "a"), ("x = a\nfor c in d:\n    here(x)\n    x = b", "a or b"),
        ("for c in d:\n    x = a\n    here(x)\n    x = b", "a"),
        ("x = a\nwhile c:\n    x = b\nelse:\n    here(x)", "a or b"),
        ("x = a\ntry:\n    x = b\nexcept E:\n    here(x)", "a"),
        ("x = a\ntry:\n    x = b()\n    c()\nexcept E:\n    here(x)", "a or b()"),
        ("x = a\ntry:\n    x = b()\nfinally:\n    here(x)", "a or b()"),
        ("try:\n    x = b()\nfinally:\n    pass\nhere(x)", "b()"),
        ("x = a\ntry:\n    x = b()\nfinally:\n    pass\nhere(x)", "b()"),
        ("x, y = a, b\nhere(x)", "a"), ("x, y = a\nhere(x)", "part of a"), ("(x) = a\nhere(x)", "a"),
        ("y = x = a\nhere(x)", "a"), ("for x in a:\n    here(x)", "part of a"),
        ("for x, y in a:\n    here(x)", "part of a"),
        ("with a as x:\n    here(x)", "entered a"), ("with a as (x, y):\n    here(x)", "part of a"),
        ("x = a\nwith b as x:\n    here(x)", "entered b"), ("x = a\nx += b\nhere(x)", "unknown"),
        ("x = a\ndel x\nhere(x)", "unknown"), ("try:\n    a\nexcept E as x:\n    here(x)", "unknown"),
        ("x = a\ntry:\n    b()\nexcept E as x:\n    pass\nhere(x)", "a"),
        ("from a import x\nhere(x)", "import x"), ("def x(): pass\nhere(x)", "definition of x"),
        ("x: int = a\nhere(x)", "a"), ("x: int\nx = a\nhere(x)", "a"), ("if (x := a):\n    here(x)", "a"),
        ("x = b\nif c and (x := a):\n    here(x)", "b or a"),
        ("x = a\ndef g():\n    nonlocal x\n    x = b\nhere(x)", "unknown"),
        ("x = a\nx = b\nc(lambda: here(x))", "a or b"), ("x = a\nc(here(x) for y in z)\nx = b", "a or b"),
        ("x = a\nc([here(x) for y in z])\nx = b", "a"), ("x = a\nc(y for y in here(x))\nx = b", "a"),
        ("x = a\nmatch b:\n    case [x]:\n        here(x)", "unknown"),
        ("x = a\nmatch b:\n    case [x]:\n        pass\n    case _:\n        here(x)", "a or unknown"),
        ("if c:\n    x = a\nhere(x)", "a"), ("return\nx = a\nx = b\nhere(x)", "unknown"),
    ])
    func isFollowed(_ body: String, _ expected: String) throws {
        let sample = try FlowSample(body: body)
        let use = try #require(sample.sample.name("here").parent?.child(.arguments)?.firstChild)
        #expect(words(Definitions(sample.graph).value(of: use)) == expected)
    }

    @Test func parametersReachUntilTheyAreBoundAgain() throws {
        let sample = try FlowSample(body: "a(x)\nif x:\n    x = b\nc(x)", parameters: "x=None")
        let definitions = Definitions(sample.graph)
        #expect(try words(definitions.value(of: sample.sample.name("x", 1))) == "parameter x=None")
        #expect(try words(definitions.value(of: sample.sample.name("x", 4))) == "parameter x=None or b")
    }

    @Test func originGoesThroughNames() throws {
        let sample = try FlowSample(body: "x = a()\ny = x\nz = (y)\nhere(z)\nz = 1")
        let use = try sample.sample.name("z", 1)
        #expect(Definitions(sample.graph).origin(of: use)?.text == "a()")
    }

    @Test func usesAreThoseThatABindingReaches() throws {
        let sample = try FlowSample(body: "x = a\nb(x)\nfor c in d:\n    e(x)\n    x = g\ndel x")
        let x = try sample.sample.variable("x")
        let definitions = Definitions(sample.graph)
        let names = sample.sample.names("x")
        #expect(definitions.uses(ofBindingAt: x.bindings[0].node) == [names[1], names[2], names[4]])
        #expect(definitions.uses(ofBindingAt: x.bindings[1].node) == [names[2], names[4]])
    }
}
