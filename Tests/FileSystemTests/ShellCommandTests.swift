import FileSystem
import TestSupport
import Testing

@Suite struct ShellCommandTests {
    @Test(arguments: [
        "plain", "", "two words", "it's", "$HOME", "`id`", "a\nb", "~root", "*", "-x", "a;b", "\\", "\"", "größe",
        "HEAD~2",
    ])
    func wordsMeanThemselvesToTheShell(_ word: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let outcome = try scratch.run("/bin/sh", ["-c", "printf %s " + ShellCommand.word(word)])
        #expect(outcome.output == word)
    }

    @Test func onlyOddWordsAreQuoted() {
        #expect(ShellCommand.word("app/a-b_c.py") == "app/a-b_c.py" && ShellCommand.word("a b") == "'a b'")
    }

    @Test func streamsAreFilesAndVariablesCanBeHidden() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("in put", "text")
        let root = Path(scratch.path)
        let command = ShellCommand(
            "cat; printf ' %s %s' \"$REDLINE_TEST\" \"${PATH-none}\"; echo odd >&2; exit 7", in: root,
            environment: ["REDLINE_TEST": "a'b"], hiding: ["HOME"])
        let code = try command.run(
            input: root.appending("in put"), output: root.appending("out"), errors: root.appending("err"))
        #expect(code == 7)
        #expect(scratch.read("out").hasPrefix("text a'b /") && scratch.read("err") == "odd\n")
        let hiding = ShellCommand("printf %s \"${HOME-none}\"", in: root, hiding: ["HOME"])
        #expect(try hiding.run(output: root.appending("out")) == 0 && scratch.read("out") == "none")
        #expect(try ShellCommand("kill -KILL $$", in: root).run(output: root.appending("out")) == 137)
        #expect(try ShellCommand("true", in: root.appending("none")).run(output: root.appending("out")) == 126)
    }
}
