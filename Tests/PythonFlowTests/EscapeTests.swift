import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct EscapeTests {
    /// The life of the value that is first assigned to `f` in a function's body.
    private func life(_ body: String) throws -> ValueLife {
        let lines = body.split(separator: "\n").map { "    " + $0 + "\n" }.joined()
        let sample = try Sample("import atexit, csv, json, sys, tarfile, zipfile\ndef run(p, xs):\n" + lines)
        let flow = ValueFlow(.files, sample.model) { $0.text.hasPrefix("open(") }
        return ValueLife(of: [try sample.name("f")], flow) { variable, target in
            let rivals = variable.bindings.filter { $0.node != target && $0.kind != .deletion }
                .map { Reach.Rival(name: $0.node, isExclusive: false) }
            let uses = (variable.references + variable.bindings.filter { $0.kind == .deletion }.map(\.node))
            return Reach(uses: uses.filter { $0.start > target.start }, rivals: rivals)
        }
    }

    @Test(arguments: [
        ("return f", Escape.returned), ("yield f", .yielded), ("xs.append(f)", .stored), ("self.f = f", .stored),
        ("xs['f'] = f", .stored), ("xs = [f]", .stored), ("global f", .global), ("g = lambda: f.read()", .captured),
        ("def g():\n    return f.read()", .captured), ("Thread(target=g, args=(f,))", .stored),
        ("atexit.register(f)", .passed),
        ("xs.submit(read, f)", .passed), ("g = f if p else None", .severalOrigins), ("sys.stdout = f", .standardStream),
        ("write = f.write", .aliased), ("(g := f)", .aliased), ("f = open(q)", .severalOrigins), ("del f", .deleted),
        ("return (line for line in f)", .returned), ("return csv.reader(f)", .returned), ("g = f\nreturn g", .returned),
        ("xs.addCleanup(f.close)", .passed),
    ])
    func escapes(_ body: String, _ way: Escape) throws {
        let found = try life("f = open(p)\n\(body)\nf.read()").escape
        #expect(found == way || way == .severalOrigins && found == .rebound, "\(String(describing: found))")
    }

    @Test(arguments: [
        "f.read()", "json.dump(p, f)", "for line in f:\n    print(line)", "rows = list(csv.reader(f))",
        "reader = csv.reader(f)\nnext(reader)", "print('x', file=f)", "a, b = f",
        "xs = sorted(xs, key=lambda x: f.name)",
        "name = f.name", "xs = [line for line in f]", "if f:\n    pass",
    ])
    func stays(_ body: String) throws {
        let life = try life("f = open(p)\n" + body)
        #expect(life.escape == nil && !life.isPassed && !life.uses.isEmpty && life.closes.isEmpty)
    }

    @Test func closesAreNoUses() throws {
        let life = try life("f = open(p)\nf.read()\nf.close()")
        #expect(life.uses.count == 1 && life.closes.map(\.call.text) == ["f.close()"])
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
