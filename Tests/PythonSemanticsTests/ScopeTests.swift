import PythonSemantics
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
        ("import builtins\nbuiltins.open(p)\n", "builtins.open"),
        ("try:\n    import json\nexcept ImportError:\n    import json\njson.load(p)\n", "json.load"),
    ])
    func followsImports(_ text: String, _ name: String) throws {
        #expect(try qualified(text) == name)
    }

    @Test(arguments: [
        "def open(p): pass\nopen(p)\n", "from os import *\nopen(p)\n", "def f(open):\n    open(p)\n",
        "import a as x\nimport b as x\nx.open(p)\n", "open = 1\nopen(p)\n",
        "def f():\n    global open\n    open = 1\nopen(p)\n",
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
}
