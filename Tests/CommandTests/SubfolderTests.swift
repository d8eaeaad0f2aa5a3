import Foundation
import TestSupport
import Testing

/// Runs in a subfolder: people read paths from there, programs from the repository's root.
@Suite struct SubfolderTests {
    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        for name in ["top.py", "app/api/a.py", "app/b.py"] { try scratch.write(name, CommandTests.leak) }
        try scratch.write("app/api/bad.py", "open(\n")
        try scratch.commit("first")
        return scratch
    }

    private func redline(_ scratch: Scratch, in folder: String = "app", _ arguments: String...) throws
        -> Scratch.Outcome
    {
        try scratch.run("/usr/bin/env -C \(folder) \(Scratch.redline)", arguments)
    }

    @Test func textIsRelativeToTheCurrentFolder() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let own = try redline(scratch, "preview", "--format", "text")
        let places = own.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(places == ["api/a.py:2:5:", "b.py:2:5:"])
        #expect(own.errors.contains(" api/bad.py:1:5: '(' was never closed"))
        let all = try redline(scratch, in: "app/api", "preview", "--format", "text", "../..")
        #expect(
            all.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "a.py:2:5:", "../b.py:2:5:", "../../top.py:2:5:",
            ])
        let elsewhere = try Scratch()
        defer { elsewhere.remove() }
        let other = try elsewhere.run(
            Scratch.redline, ["preview", "--format", "text", scratch.path + "/top.py"])
        #expect(other.output.hasPrefix("../\(URL(fileURLWithPath: scratch.path).lastPathComponent)/top.py:2:5:"))
        let commit = try redline(scratch, "preview", "--rev", "HEAD", "--format", "text")
        #expect(commit.output == own.output)
    }

    @Test func messagesAreRelativeToTheCurrentFolder() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("app/list", "b.py\ngone.py\n../top.py\n")
        let listed = try redline(scratch, "preview", "--files-from", "list")
        #expect(listed.errors.contains("note: gone.py: listed, but does not exist"))
        let json = try redline(scratch, "preview", "--files-from", "list", "--format", "json")
        #expect(json.output.contains("\"path\" : \"app/gone.py\""))
        try scratch.write("app/b.py", "# edited\n" + CommandTests.leak)
        let refused = try redline(scratch, "apply", "--in-place", "b.py")
        #expect(refused.errors.contains("  b.py: has uncommitted changes"))
        let branch = try redline(scratch, "apply", "--branch", "fix", "b.py")
        #expect(branch.output.contains("note: b.py has uncommitted changes"))
        let written = try redline(scratch, "apply", "--in-place", "api/a.py")
        #expect(written.output.hasPrefix("fixed api/a.py\n"))
        try scratch.write("app/c.py", "f = open(1)  # redline: ignore\n")
        #expect(try redline(scratch, "ignore").output.hasPrefix("c.py:1:"))
        #expect(try redline(scratch, "decisions", "check").output.contains(" ../top.py:2:5: "))
    }

    /// `git apply` ignores what is outside the current folder, and takes paths from the root all the same.
    @Test func patchesAreRelativeToTheRepository() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let patch = try redline(scratch, "preview", "..").output
        #expect(patch.contains("+++ b/app/b.py\n") && patch.contains("+++ b/top.py\n"))
        #expect(try patch == scratch.run(Scratch.redline, ["preview"]).output)
        try scratch.write("p.patch", patch)
        _ = try scratch.run("/usr/bin/env -C app git apply ../p.patch", [])
        #expect(scratch.read("app/b.py") == CommandTests.mended && scratch.read("top.py") == CommandTests.leak)
        try scratch.git("checkout", "--quiet", ".")
        _ = try scratch.run("/usr/bin/env -C app git -C .. apply p.patch", [])
        #expect(scratch.read("app/api/a.py") == CommandTests.mended && scratch.read("top.py") == CommandTests.mended)
    }
}
