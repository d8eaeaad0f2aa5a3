import TestSupport
import Testing

/// `redline decide`, `redline decisions`, and what `preview` and `apply` make of decisions.
@Suite struct DecisionCommandTests {
    private static let leak = """
        def first(path):
            f = open(path)
            data = f.read()
            return data


        def second(path):
            g = open(path)
            data = g.read()
            return data

        """

    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("app/a.py", Self.leak)
        try scratch.commit("Start")
        return scratch
    }

    @discardableResult
    private func redline(_ scratch: Scratch, _ arguments: String...) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, arguments)
    }

    /// The ids that are open, in the order of the file.
    private func open(_ scratch: Scratch) throws -> [String] {
        let outcome = try redline(scratch, "decisions", "check")
        #expect(outcome.status == (outcome.output.isEmpty ? 0 : 1))
        return outcome.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
            .map { String($0.prefix { $0 != " " }) }
    }

    @Test func rejectedFixesAreNotMade() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let ids = try open(scratch)
        #expect(ids.count == 2)
        let decided = try redline(scratch, "decide", String(ids[0].prefix(8)), "reject", "--reason", "kept open")
        #expect(decided.status == 0 && decided.output.hasPrefix("reject \(ids[0]) app/a.py:2:"))
        let preview = try redline(scratch, "preview")
        #expect(preview.status == 1)
        #expect(!preview.output.contains("with open(path) as f"))
        #expect(preview.output.contains("with open(path) as g"))
        #expect(preview.errors.contains("left out by decisions: 1 rejected"))
        #expect(try redline(scratch, "preview", "--no-decisions").output.contains("with open(path) as f"))
        #expect(try redline(scratch, "apply", "--branch", "fix").status == 0)
        #expect(try scratch.git("show", "fix:app/a.py").contains("    f = open(path)\n"))
    }

    @Test func whatNobodyDecidedOnIsSkippedOrAnError() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let ids = try open(scratch)
        try redline(scratch, "decide", ids[1], "accept")
        let skipped = try redline(scratch, "preview", "--undecided", "skip")
        #expect(skipped.output.contains("with open(path) as g") && !skipped.output.contains("with open(path) as f"))
        let failed = try redline(scratch, "preview", "--undecided", "error")
        #expect(failed.status == 2)
        #expect(failed.errors.contains("error: app/a.py:2:") && failed.errors.contains(ids[0]))
        try redline(scratch, "decide", ids[0], "known")
        #expect(try redline(scratch, "preview", "--undecided", "error").status == 1)
        #expect(try open(scratch).isEmpty)
        try redline(scratch, "decide", ids[0], "open")
        #expect(try open(scratch) == [ids[0]])
    }

    @Test func decisionsGoAlongWithTheirCode() throws {
        let scratch = try project()
        defer { scratch.remove() }
        for id in try open(scratch) { try redline(scratch, "decide", id, "ignore") }
        // Lines before it, another indentation, another file.
        let moved =
            "import os\n\n\nclass Reader:\n"
            + Self.leak.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
        try scratch.git("mv", "app/a.py", "app/b.py")
        try scratch.write("app/b.py", moved.replacing("(path):", with: "(self, path):"))
        #expect(try open(scratch).isEmpty)
        #expect(try redline(scratch, "preview").status == 0)
        let pruned = try redline(scratch, "decisions", "prune")
        #expect(pruned.output.contains("moved app/a.py to app/b.py"))
        #expect(!scratch.read(".redline/decisions.jsonl").contains("a.py"))
        #expect(try open(scratch).isEmpty)
    }

    @Test func changedCodeIsDecidedAgain() throws {
        let scratch = try project()
        defer { scratch.remove() }
        for id in try open(scratch) { try redline(scratch, "decide", id, "accept") }
        try scratch.write("app/a.py", Self.leak.replacing("g.read()", with: "g.read(10)"))
        let check = try redline(scratch, "decisions", "check")
        #expect(check.status == 1)
        #expect(
            check.output.contains("Redline repairs this differently") && check.errors.contains("1 of 2 fixes decided"))
        try scratch.write("app/a.py", "x = 1\n")
        #expect(try redline(scratch, "decisions", "check").errors.contains("2 decisions about code that is gone"))
        try redline(scratch, "decisions", "prune")
        #expect(scratch.read(".redline/decisions.jsonl") == "")
    }

    @Test func brokenFilesStopTheRun() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write(".redline/decisions.jsonl", "{}\n")
        for arguments in [["preview"], ["apply", "--branch", "fix"], ["decisions", "check"]] {
            let outcome = try scratch.run(Scratch.redline, arguments)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("redline: error: .redline/decisions.jsonl:1: "))
        }
        let unknown = try redline(scratch, "decide", "ffff", "accept")
        #expect(unknown.status == 2)
    }
}
