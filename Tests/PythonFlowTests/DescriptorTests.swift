import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Who else uses the descriptor that a file is made from.
@Suite struct DescriptorTests {
    private func descriptor(_ body: String, _ function: String = "os.fdopen") throws -> (SharedDescriptor?, Syntax) {
        let sample = try FlowSample(
            body: body, before: "import os, tempfile\nfrom pathlib import Path\n", parameters: "p, q: int, r: str")
        let node = try #require(sample.graph.owner.subtree.first { CallExpression($0)?.function.text == function })
        let known = try #require(FileFunction(named: function == "open" ? "builtins.open" : function))
        let flow = FunctionFlow(sample.graph)
        return (SharedDescriptor(try #require(CallExpression(node)), known, flow), node)
    }

    private func user(_ body: String, _ function: String = "os.fdopen") throws -> String? {
        let (shared, call) = try descriptor(body, function)
        return shared?.userAfter(call.end)?.enclosingStatement?.text
    }

    @Test(arguments: [
        ("d = os.open(p, 0)\nf = os.fdopen(d)\nos.close(d)", "os.close(d)"),
        ("d = os.open(p, 0)\nf = os.fdopen(d)\nprint(d)", "print(d)"),
        ("d = os.open(p, 0)\ne = d\nf = os.fdopen(d)\nos.close(e)", "os.close(e)"),
        ("d = os.open(p, 0)\nf = os.fdopen(d)\nos.close(p)", "os.close(p)"),
        ("d, e = os.pipe()\nf = os.fdopen(d)\nos.closerange(3, 9)", "os.closerange(3, 9)"),
        ("d = os.open(p, 0)\nkeep(d)\nf = os.fdopen(d)", "keep(d)"),
    ])
    func mayBeUsedElsewhere(_ body: String, _ user: String) throws { #expect(try self.user(body) == user) }

    @Test(arguments: [
        "d = os.open(p, 0)\nf = os.fdopen(d)", "f = os.fdopen(os.open(p, 0))",
        "os.set_inheritable(q, 1)\nf = os.fdopen(q)",
        "d = os.open(p, 0)\ne = os.open(p, 0)\nf = os.fdopen(d)\nos.close(e)",
        "d, path = tempfile.mkstemp()\nif d < 0:\n    return\nf = os.fdopen(d)\nos.remove(path)",
    ])
    func isTheFilesAlone(_ body: String) throws { #expect(try user(body) == nil) }

    @Test func onlyDescriptorsAreShared() throws {
        #expect(try descriptor("f = open('a')", "open").0 == nil)
        #expect(try descriptor("f = open(r)", "open").0 == nil)
        #expect(try descriptor("f = open(Path(p))", "open").0 == nil)
        #expect(try descriptor("f = open(q, closefd=False)", "open").0 == nil)
        #expect(try user("f = open(q)\nos.close(q)", "open") == "os.close(q)")
        #expect(try user("f = open(p)\nos.close(xs[0])", "open") == "os.close(xs[0])")
        #expect(try user("f = open(*p)\nos.close(q)", "open") == "os.close(q)")
    }

    @Test(arguments: [
        ("f = os.fdopen(q)\ntry:\n    f.read()\n    f.close()\nexcept E:\n    os.close(q)", "os.close(q)"),
        ("f = os.fdopen(q)\nf.read()\nf.close()", nil), ("f = os.fdopen(q)\nf.close()\nos.close(q)", nil),
    ])
    func anExceptionMayPassTheClose(_ body: String, _ user: String?) throws {
        let (shared, call) = try descriptor(body)
        let opening = try #require(call.enclosingStatement)
        let closes = call.tree.root.subtree.filter { $0.kind == .expressionStatement && $0.text == "f.close()" }
        let found = shared?.userAround(opening, closedBy: Array(closes))
        #expect(found?.enclosingStatement?.text == user)
    }
}
