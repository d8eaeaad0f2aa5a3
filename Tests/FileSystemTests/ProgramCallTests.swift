import FileSystem
import TestSupport
import Testing

@Suite struct ProgramCallTests {
    @Test func wordsReachTheProgramAsTheyAre() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let root = Path(scratch.path)
        let words = ["a b", "it's", "$HOME", "", "`id`", "*", "-x", "a\nb"]
        try scratch.write("in", "text")
        let printf = try #require(ProgramCall.locate("printf", in: root))
        let call = ProgramCall(printf, [Array("%s|".utf8)] + words.map { Array($0.utf8) }, in: root)
        #expect(try call.run(input: nil, output: root.appending("o ut"), errors: root.appending("err")) == 0)
        #expect(scratch.read("o ut") == words.map { $0 + "|" }.joined())
        let cat = ProgramCall("/bin/cat", [Array("-".utf8), Array("none".utf8)], in: root)
        let code = try cat.run(
            input: root.appending("in"), output: root.appending("out"), errors: root.appending("err"))
        #expect(code == 1 && scratch.read("out") == "text" && scratch.read("err").contains("none"))
        let shell = ProgramCall("/bin/sh", [Array("-c".utf8), Array("kill -KILL $$".utf8)], in: root)
        #expect(try shell.run(input: nil, output: root.appending("out"), errors: root.appending("err")) == 137)
    }

    @Test func programsAreFoundAsByGit() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let root = Path(scratch.path)
        try scratch.write("no-tool/tool", "")
        #expect(ProgramCall.locate("no-tool/tool", in: root) == nil)
        try scratch.run("/bin/chmod", ["+x", "no-tool/tool"])
        #expect(ProgramCall.locate("no-tool/tool", in: root) == root.appending("no-tool/tool"))
        #expect(ProgramCall.locate("tool", in: root.appending("no-tool")) == nil)
        #expect(ProgramCall.locate("no-tool", in: root) == nil && ProgramCall.locate("", in: root) == nil)
        #expect(ProgramCall.locate("./no-tool", in: root) == nil)
    }

    @Test func homeFoldersAreExpanded() throws {
        let home = Path(try #require(ProcessEnvironment.value("HOME")))
        #expect(Path("~/a b").expandingHome == home.appending("a b"))
        #expect(Path("~root/x").expandingHome == "/root/x")
        #expect(Path("a/~").expandingHome == "a/~" && Path("~no-such-user/x").expandingHome == nil)
    }
}
