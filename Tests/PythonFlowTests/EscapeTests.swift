import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct EscapeTests {
    /// The life of what the first `f` of a function's body is given, and the flow of the function.
    private func followed(_ body: String) throws -> (life: ValueLife, flow: FunctionFlow, opening: Syntax) {
        let sample = try FlowSample(
            body: body, before: "import atexit, csv, json, os, sys, tarfile, zipfile\n", parameters: "p, xs")
        let flow = FunctionFlow(sample.graph)
        let values = ValueFlow(.files, sample.sample.model) { $0.text.hasPrefix("open(") }
        let name = try sample.sample.name("f", 1)
        let life = ValueLife(of: [name], values) { Reach(of: $1, in: flow) }
        return (life, flow, try #require(name.enclosingStatement))
    }

    private func life(_ body: String) throws -> ValueLife { try followed(body).life }

    @Test(arguments: [
        ("return f", Escape.returned), ("yield f", .yielded), ("xs.append(f)", .stored), ("self.f = f", .stored),
        ("xs['f'] = f", .stored), ("xs = [f]", .stored), ("global f", .global), ("g = lambda: f.read()", .captured),
        ("def g():\n    return f.read()", .captured), ("Thread(target=g, args=(f,))", .stored),
        ("atexit.register(f)", .passed),
        ("xs.submit(read, f)", .passed), ("g = f if p else None", .severalOrigins), ("sys.stdout = f", .standardStream),
        ("write = f.write", .aliased), ("(g := f)", .aliased), ("del f", .deleted),
        ("return (line for line in f)", .returned), ("return csv.reader(f)", .returned), ("g = f\nreturn g", .returned),
        ("xs.addCleanup(f.close)", .passed), ("return f'/proc/self/fd/{f.fileno()}'", .returned),
        ("fd = f.fileno()\nreturn f'/dev/fd/{fd}'", .returned), ("return '/dev/fd/%d' % f.fileno()", .returned),
    ])
    func escapes(_ body: String, _ way: Escape) throws {
        let found = try life("f = open(p)\n\(body)\nf.read()").escape
        #expect(found == way, "\(String(describing: found))")
    }

    @Test(arguments: [
        "f.read()", "json.dump(p, f)", "for line in f:\n    print(line)", "rows = list(csv.reader(f))",
        "reader = csv.reader(f)\nnext(reader)", "print('x', file=f)", "a, b = f",
        "xs = sorted(xs, key=lambda x: f.name)",
        "name = f.name", "print(f'{f}')", "print(f'{f.fileno()}')", "xs = [line for line in f]", "if f:\n    pass",
    ])
    func stays(_ body: String) throws {
        let life = try life("f = open(p)\n" + body)
        #expect(life.escape == nil && !life.isPassed && !life.uses.isEmpty && life.closes.isEmpty)
    }

    @Test func closesAreNoUses() throws {
        let life = try life("f = open(p)\nf.read()\nf.close()")
        #expect(life.uses.count == 1 && life.closes.map(\.call.text) == ["f.close()"])
    }

    @Test func deletingAClosedOneIsNoWayOut() throws {
        #expect(try life("f = open(p)\nf.read()\nf.close()\ndel f").escape == nil)
        #expect(try life("f = open(p)\nif p:\n    f.close()\ndel f").escape == .deleted)
    }

    @Test func unknownCallsMayKeepIt() throws {
        #expect(try life("f = open(p)\nwrite_rows(f)").isPassed)
        #expect(try !life("f = open(p)\nwrite_rows(f)").isPassedForResult)
        #expect(try life("f = open(p)\nrows = write_rows(f)").isPassedForResult)
    }

    @Test func writersAroundItAreSeen() throws {
        #expect(try life("f = open(p)\narchive = zipfile.ZipFile(f)\narchive.write(p)").hasOpenWriter)
        #expect(try !life("f = open(p)\narchive = zipfile.ZipFile(f)\narchive.close()").hasOpenWriter)
        #expect(try life("f = open(p)\nwith f:\n    f.read()").entered.count == 1)
    }

    // MARK: Reaching definitions

    @Test func aBindingReachesItsUses() throws {
        let (life, flow, opening) = try followed("f = open(p)\nf.read()\nf = 1\nf.write()")
        #expect(life.uses.count == 1 && life.escape == nil)
        let reach = Reach(of: try #require(opening.child(.target)), in: flow)
        #expect(reach.rivals.isEmpty && reach.isComplete && !reach.goesRound)
    }

    @Test(arguments: [
        ("if p:\n    f = open(p)\nelse:\n    f = open(q)\nf.read()", 1, true),
        ("f = open(p)\nif p:\n    f = open(q)\nf.read()", 1, false),
        ("while p:\n    if p:\n        f = open(p)\n    else:\n        f = open(q)\n    f.read()", 1, false),
    ])
    func otherBindingsAreRivals(_ body: String, _ count: Int, _ isExclusive: Bool) throws {
        let (_, flow, opening) = try followed(body)
        let rivals = Reach(of: try #require(opening.child(.target)), in: flow).rivals
        #expect(rivals.count == count && rivals.allSatisfy { $0.isExclusive == isExclusive })
    }

    @Test func tooManyBindingsAreNotToldApart() throws {
        let body = (0..<100).map { "if p == \($0):\n    f = open(p)\n" }.joined() + "f.read()"
        let (life, flow, opening) = try followed(body)
        let reach = Reach(of: try #require(opening.child(.target)), in: flow)
        #expect(!reach.isComplete && reach.rivals.isEmpty && life.escape == .severalOrigins)
    }

    // MARK: Calls that may keep it

    private func keeper(_ body: String) throws -> String? {
        let (life, flow, opening) = try followed(body)
        let ends = life.closes.compactMap(\.call.enclosingStatement)
        return life.outlivingPasses(madeAt: opening, ends: ends, flow.graph).first { _ in true }?.call.function.text
    }

    @Test(arguments: [
        "f = open(p)\ng = xs(f)\nif g:\n    return g\nf.close()",
        "while p:\n    f = open(p)\n    g = xs(f)\n    if g:\n        continue\n    f.close()",
        "f = open(p)\ntry:\n    g = xs(f)\n    self.g = g\nexcept ValueError:\n    return\nf.close()",
        "f = open(p)\ntry:\n    yield xs(f)\nexcept ValueError:\n    return\nf.close()",
    ])
    func mayHaveKeptIt(_ body: String) throws { #expect(try keeper(body) == "xs") }

    @Test func itIsPassedWithWhatUsesIt() throws {
        let life = try life("f = open(p)\nxs(csv.reader(f))")
        #expect(life.passes.map(\.text) == ["csv.reader(f)"] && life.uses.map(\.text) == ["f"])
        #expect(try self.life("f = open(p)\nreturn csv.reader(f)").exit?.text == "csv.reader(f)")
    }

    @Test(arguments: [
        "f = open(p)\ng = xs(f)\nf.close()\nreturn g", "f = open(p)\nwrite_rows(f)\nf.close()",
        "f = open(p)\ng = xs(f)\nif g:\n    f.close()\n    return g\nf.close()",
        "f = open(p)\nif p:\n    return\ng = xs(f)\nf.close()",
    ])
    func hasNotKeptIt(_ body: String) throws { #expect(try keeper(body) == nil) }

    // MARK: Functions of the project

    private func use(_ function: String, _ call: String) throws -> ArgumentUse {
        let project = SampleProject([
            "tools.py": "import atexit, csv, json\n" + function,
            "main.py": "from tools import *\nasync def run(file):\n    \(call)\n",
        ])
        let module = try project.module("main.py")
        let node = try #require(module.tree.root.subtree.first { $0.kind == .call })
        let call = try #require(CallExpression(node))
        let summary = CallSummary(FrameworkModel(module: module, index: project.index), .files)
        return summary.use(of: try #require(call.arguments.first).value, in: call)
    }

    @Test(arguments: [
        ("def g(f):\n    return f.read()", ArgumentUse.consumes), ("def g(f):\n    json.dump({}, f)", .consumes),
        ("def g(f):\n    return csv.reader(f)", .wraps), ("def g(f):\n    for x in f:\n        yield x", .wraps),
        ("def g(f):\n    files.append(f)", .stores), ("def g(f):\n    atexit.register(f)", .keeps),
        ("def g(f):\n    other(f)", .unknown), ("def g(f):\n    f.close()", .unknown),
        ("def g(f):\n    f = f or 1\n    f.read()", .unknown), ("async def g(f):\n    f.read()", .unknown),
        ("@cached\ndef g(f):\n    f.read()", .unknown), ("g = print", .unknown), ("def g(*f):\n    f.read()", .unknown),
    ])
    func functionsAreLookedInto(_ function: String, _ expected: ArgumentUse) throws {
        #expect(try use(function, "g(file)") == expected)
    }

    @Test func whatAnAwaitedFunctionUsesIsUsed() throws {
        #expect(try use("async def g(f):\n    f.read()", "await g(file)") == .consumes)
        #expect(try use("def g(a, f=None):\n    f.read()", "g(f=file)") == .consumes)
    }
}
