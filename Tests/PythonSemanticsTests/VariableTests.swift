import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct VariableTests {
    @Test func listsBindingsAndReadsInTextOrder() throws {
        let sample = try Sample("def f():\n    return x\nx = 1\nprint(x)\nx = 2\ndel x\n")
        let x = try sample.variable("x")
        #expect(x.name == "x")
        #expect(x.scope.kind == .module)
        #expect(x.bindings.map(\.node) == [1, 3, 4].map { sample.names("x")[$0] })
        #expect(x.references == [0, 2].map { sample.names("x")[$0] })
    }

    @Test func globalStatementsMeanTheModule() throws {
        let sample = try Sample("x = 0\ndef f():\n    global x\n    x = 1\n    def g():\n        return x\n")
        let x = try sample.variable("x")
        #expect(sample.names("x").allSatisfy { sample.model.variable(of: $0) == x })
        #expect(x.bindings.count == 2)
        #expect(x.declarations == [sample.names("x")[1]])
        #expect(x.isGlobalOrNonlocalElsewhere)
        #expect(x.isDeclaredInside)
    }

    @Test func declarationsWithoutABindingCount() throws {
        let sample = try Sample("def f():\n    x = 0\n    def g():\n        nonlocal x\n        return x\n")
        let x = try sample.variable("x")
        #expect(x.isGlobalOrNonlocalElsewhere)
        #expect(!x.isDeclaredInside)
    }

    @Test func aModulesOwnGlobalStatementIsNotElsewhere() throws {
        let x = try Sample("global x\nx = 1\n").variable("x")
        #expect(x.declarations.count == 1)
        #expect(!x.isGlobalOrNonlocalElsewhere)
    }

    @Test func classesDeclareGlobalsForThemselvesOnly() throws {
        let sample = try Sample(
            "def f(x):\n    class A:\n        global x\n        x = 1\n        def g(self): return x\n")
        #expect(try sample.variable("x", 0).scope.kind == .function)
        #expect(try sample.variable("x", 2).scope.kind == .module)
        #expect(try sample.variable("x", 3) == sample.variable("x", 0))
    }

    @Test(arguments: [
        ("def f():\n    x = 1\n    return x\n", false),
        ("def f():\n    x = 1\n    return [x for y in z]\n", true),
        ("def f():\n    x = 1\n    return [y for y in a if (x := y)]\n", true),
        ("def f():\n    x = 1\n    def g(): return x\n", true),
        ("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n", true),
    ])
    func knowsWhetherItIsUsedElsewhere(_ text: String, _ isUsed: Bool) throws {
        #expect(try Sample(text).variable("x").isUsedElsewhere == isUsed)
    }

    @Test func listsTheBindingsInANode() throws {
        let sample = try Sample("x = 0\nif x:\n    x = 1\n    x = 2\nx = 3\n")
        let x = try sample.variable("x")
        let choice = try #require(sample.model.tree.root.children.first { $0.kind == .ifStatement })
        #expect(x.bindings(in: choice).map(\.node) == [2, 3].map { sample.names("x")[$0] })
        #expect(x.bindings(in: sample.model.tree.root).count == 4)
    }

    @Test(
        arguments: [
            ("def f():\n    x = 1\n    return x\n", []),
            ("def f():\n    x = 1\n    return [x for y in x if x], (x for z in y)\n", []),
            ("def f():\n    x = 1\n    return [y for y in a if (x := y)]\n", []),
            ("def f():\n    x = 1\n    return lambda: x + x\n", [.lambda]),
            ("def f():\n    x = 1\n    class A: y = x\n    def g(): x\n", [.class, .function]),
            ("def f():\n    x = 1\n    def g(): return [x for y in z]\n", [.function]),
            ("def f():\n    x = 1\n    def g(a=x): pass\n", []),
            ("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n", [.function]),
            ("[[x for y in x] for x in z]\n", []),
            ("[lambda: x for x in z]\n", [.lambda]),
        ] as [(String, [ScopeKind])])
    func knowsWhoCapturesIt(_ text: String, _ kinds: [ScopeKind]) throws {
        let x = try Sample(text).variable("x")
        #expect(x.capturingScopes.map(\.kind) == kinds)
    }

    @Test func namesAreComparedInNFKC() throws {
        let sample = try Sample("\u{FB01} = 1\nfi\nope\u{FF4E}(fi)\n")
        #expect(try sample.variable("fi") == sample.variable("\u{FB01}"))
        #expect(try sample.variable("fi").name == "fi")
        #expect(sample.model.unresolvedNames.isEmpty)
        #expect(sample.model.qualifiedName(of: try sample.name("ope\u{FF4E}")) == "builtins.open")
    }

    @Test func implicitNamesAreNeitherUnresolvedNorBuiltins() throws {
        let sample = try Sample(
            "print(__file__, __name__)\nclass A:\n    def f(self): return __class__, __qualname__\n")
        #expect(sample.model.unresolvedNames.isEmpty)
        #expect(sample.model.qualifiedName(of: try sample.name("__file__")) == nil)
        #expect(sample.model.qualifiedName(of: try sample.name("__name__")) == "builtins.__name__")
        #expect(SemanticModel.builtinNames.isSuperset(of: ["open", "ExceptionGroup", "anext"]))
        #expect(!SemanticModel.builtinNames.contains("__class__"))
    }
}
