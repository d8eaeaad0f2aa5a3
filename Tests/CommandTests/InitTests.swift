import TestSupport
import Testing

/// `redline init`, as a program runs it: there is no terminal.
@Suite struct InitTests {
    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("app/a.py", "def f(path):\n    f = open(path)\n    data = f.read()\n    return data\n")
        try scratch.write("pyproject.toml", "[project]\nname = \"x\"\n")
        try scratch.commit("Start")
        return scratch
    }

    @Test func nothingIsWrittenUnasked() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run(Scratch.redline, ["init"])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("--yes"))
        #expect(outcome.output.contains("\n+[tool.redline]\n") && outcome.output.contains("baseline.jsonl: 1 finding"))
        let dry = try scratch.run(Scratch.redline, ["init", "--dry-run"])
        #expect(dry.status == 0 && dry.output == outcome.output)
        #expect(try scratch.git("status", "--porcelain") == "")
    }

    @Test func yesWritesEverything() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run("/usr/bin/env", ["-C", "app", Scratch.redline, "init", "--yes"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("redline preview --since origin/main"))
        #expect(
            try scratch.git("status", "--porcelain", "--untracked-files=all")
                == " M pyproject.toml\n?? .gitattributes\n?? .redline/baseline.jsonl\n")
        #expect(try scratch.run(Scratch.redline, ["preview"]).status == 0)
        let again = try scratch.run(Scratch.redline, ["init"])
        #expect(again.status == 0 && again.output.contains("pyproject.toml has a [tool.redline]; it is left as it is"))
        #expect(again.output.contains("nothing to write"))
    }

    @Test func theBranchOfTheRemoteIsNamed() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.git("branch", "--move", "trunk")
        try scratch.git("clone", "--quiet", ".", "clone")
        let outcome = try scratch.run("/usr/bin/env", ["-C", "clone", Scratch.redline, "init", "--dry-run"])
        #expect(outcome.status == 0)
        let written = try scratch.run("/usr/bin/env", ["-C", "clone", Scratch.redline, "init", "--yes"])
        #expect(written.output.contains("redline preview --since origin/trunk\n"))
    }
}
