import PythonSemantics
import PythonSupport
import PythonSyntax
import SourceText
import Testing

@Suite struct ScopeTests {
    private func model(_ text: String) throws -> SemanticModel {
        SemanticModel(try SyntaxTree(parsing: SourceText(utf8: text)))
    }

    private func qualified(_ text: String) throws -> String? {
        let model = try model(text)
        let call = try #require(Array(model.tree.root.subtree).last { $0.kind == .call })
        return model.qualifiedName(of: try #require(call.child(.function)))
    }

    @Test(arguments: [
        ("open(p)\n", "builtins.open"), ("import gzip as g\ng.open(p)\n", "gzip.open"),
        ("from io import open\nopen(p)\n", "io.open"), ("import os.path\nos.path.join(p)\n", "os.path.join"),
        ("import os.path as q\nq.join(p)\n", "os.path.join"), ("from .models import User\nUser(p)\n", ".models.User"),
        ("from . import models\nmodels.User(p)\n", ".models.User"),
        ("import builtins\nbuiltins.open(p)\n", "builtins.open"), ("from ... import a\na(p)\n", "...a"),
        ("from ..a.b import c\nc(p)\n", "..a.b.c"), ("import a . b as c\n(c).d(p)\n", "a.b.d"),
        ("import os\nimport os.path\n(os.path).join(p)\n", "os.path.join"),
        ("from pathlib import Path as P\ndef f():\n    P(p)\n", "pathlib.Path"),
        ("open = 1\ndef f():\n    from io import open\n    open(p)\n", "io.open"),
        ("class A:\n    def open(self):\n        open(p)\n", "builtins.open"),
        ("try:\n    import json\nexcept ImportError:\n    import json\njson.load(p)\n", "json.load"),
    ])
    func followsImports(_ text: String, _ name: String) throws {
        #expect(try qualified(text) == name)
    }

    @Test(arguments: [
        "def open(p): pass\nopen(p)\n", "from os import *\nopen(p)\n", "def f(open):\n    open(p)\n",
        "import a as x\nimport b as x\nx.open(p)\n", "open = 1\nopen(p)\n",
        "def f():\n    global open\n    open = 1\nopen(p)\n", "import os\nos = 1\nos.open(p)\n",
        "import os\ndel os\nos.open(p)\n", "f().open(p)\n", "unknown.open(p)\n", "from os import *\nunknown(p)\n",
    ])
    func knowsWhenANameIsSomethingElse(_ text: String) throws {
        #expect(try qualified(text) == nil)
    }

    @Test func classBodiesAreInvisibleInside() throws {
        let model = try model("class A:\n    x = 1\n    def f(self):\n        return x\n")
        #expect(model.unresolvedNames == ["x"])
    }

    @Test func nonlocalMeansTheFunctionThatBindsIt() throws {
        let text = """
            def outer():
                x = 0
                def middle():
                    def inner():
                        nonlocal x
                        x = 1
                    return inner
                return middle, x

            """
        let model = try model(text)
        let inner = try #require(model.allScopes.last { $0.kind == .function && $0.variables.isEmpty })
        let variable = try #require(inner.resolve("x"))
        #expect(variable.bindings.count == 2)
        #expect(variable.isDeclaredInside)
        #expect(variable.scope.parent?.kind == .module)
    }

    @Test func anAnnotationInParenthesesBindsNothing() throws {
        #expect(try model("def f():\n    (x): int\n    return x\n").unresolvedNames == ["x"])
        #expect(try model("def f():\n    x: int\n    return x\n").unresolvedNames.isEmpty)
    }

    @Test func walrusInAComprehensionBindsOutside() throws {
        let model = try model("def f(a):\n    return [y for x in a if (y := x)]\n")
        let y = try #require(model.tree.root.subtree.first { $0.kind == .name && $0.text == "y" })
        #expect(model.variable(of: y)?.scope.kind == .function)
    }

    @Test func defaultsAndFirstIterablesBelongOutside() throws {
        let model = try model("x = 1\ndef f(x=x):\n    return [x for x in x]\n")
        let names = model.tree.root.subtree.filter { $0.kind == .name && $0.text == "x" }
        #expect(model.scope(of: names[1]).kind == .module)
        #expect(
            names.compactMap { model.variable(of: $0)?.scope.kind } == [
                .module, .module, .comprehension, .comprehension, .function,
            ])
    }

    @Test func decoratorsBasesAndAnnotationsBelongOutside() throws {
        let text = """
            def outer():
                @d
                def f(a: b = c, *e: g) -> h: i

                @j
                class K(l, m=n): o

            """
        let sample = try Sample(text)
        let outside = try ["d", "b", "c", "g", "h", "f", "j", "l", "n", "K"].map {
            sample.model.scope(of: try sample.name($0))
        }
        #expect(Set(outside).map(\.kind) == [.function])
        #expect(outside[0].node.child(.name)?.text == "outer")
        #expect(sample.model.scope(of: try sample.name("a")).node.child(.name)?.text == "f")
        #expect(sample.model.scope(of: try sample.name("o")).kind == .class)
    }

    @Test func typeParametersStandBetween() throws {
        let text = """
            class A:
                x = 1
                def f[T: x](self, a: T = d) -> T:
                    return T, x

            class B[T](base[T]):
                y: T

            """
        let sample = try Sample(text)
        let kinds = try sample.names("T").map { try #require(sample.model.variable(of: $0)).scope.kind }
        #expect(kinds == Array(repeating: .typeParameters, count: 7))
        #expect(try sample.variable("T", 0) == sample.variable("T", 3))
        #expect(try sample.variable("T", 3) != sample.variable("T", 4))
        #expect(sample.model.scope(of: try sample.name("d")).kind == .class)
        #expect(sample.model.scope(of: try sample.name("base")).kind == .typeParameters)
        // The bound sees the class around the method, but the method's body does not.
        #expect(try sample.variable("x", 1).scope.kind == .class)
        #expect(sample.model.unresolvedNames == ["base", "d", "x"])
    }

    @Test func typeAliasesSeeTheClassAroundThem() throws {
        let sample = try Sample("class A:\n    x = int\n    type B = x\n    type C[T] = dict[x, T]\n")
        #expect(Set(sample.names("x").map { sample.model.variable(of: $0)?.scope.kind }) == [.class])
        #expect(sample.model.scope(of: try sample.name("x", 1)).kind == .typeParameters)
        #expect(sample.model.scope(of: try sample.name("B")).kind == .class)
        #expect(try sample.variable("T").references.count == 1)
    }

    @Test func exceptAliasesAndDeletedNamesAreLocal() throws {
        let sample = try Sample("e = d = 1\ndef f():\n    try: pass\n    except E as e: pass\n    del d\n    e, d\n")
        #expect(try sample.scope(.function).variables.map(\.name) == ["e", "d"])
        #expect(try sample.variable("e", 2).scope.kind == .function)
        #expect(try sample.variable("d", 2).scope.kind == .function)
    }

    @Test func knowsItsFunctionAndWhatItEncloses() throws {
        let sample = try Sample("def f():\n    class A:\n        x = [y for y in z]\n")
        let module = try sample.scope(.module)
        let function = try sample.scope(.function)
        let comprehension = try sample.scope(.comprehension)
        #expect(comprehension.function == function)
        #expect(module.function == nil)
        #expect(module.encloses(comprehension))
        #expect(function.encloses(comprehension))
        #expect(!comprehension.encloses(function))
        #expect(!function.encloses(function))
        #expect(sample.model.allScopes.map(\.id) == [0, 1, 2, 3])
    }

    @Test func longChainsNeedNoStack() throws {
        let chain = String(repeating: ".b", count: 10_000)
        let sample = try Sample("import a\na\(chain)\n")
        let whole = try #require(Array(sample.model.tree.root.subtree).last { $0.kind == .attribute })
        #expect(sample.model.qualifiedName(of: whole) == "a" + chain)
    }
}
