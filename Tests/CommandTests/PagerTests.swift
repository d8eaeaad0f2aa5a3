import TestSupport
import Testing

/// Long output on a terminal.
@Suite struct PagerTests {
    private static let end = "+++ b/z.py"

    /// Its patch is longer than a screen, and than what a pipe holds.
    private func project() throws -> Scratch {
        let scratch = try Scratch()
        let functions = (0..<500).map { number in
            "def f\(number)(p):\n    h = open(p)\n    x = h.read()\n    h.close()\n    return x\n\n\n"
        }
        try scratch.write("a.py", functions.joined())
        try scratch.write("z.py", CommandTests.leak)
        return scratch
    }

    private func preview(
        _ scratch: Scratch, _ arguments: String..., pager: [String: String], keys: String = "", rows: Int = 24
    ) throws -> Scratch.Outcome {
        try scratch.runInTerminal(
            "/usr/bin/env -u LESS \(pager.isEmpty ? "-u PAGER -u REDLINE_PAGER " : "")\(Scratch.redline)",
            ["preview"] + arguments, keys: keys, after: "a.py:2:5: ", rows: rows, environment: pager)
    }

    @Test func thePagerGetsTheColouredPatch() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try preview(
            scratch, pager: ["REDLINE_PAGER": "cat > paged; echo \"LESS is $LESS\"", "PAGER": "false"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("LESS is FRX\n") && outcome.output.contains("501 fixes in 2 files"))
        #expect(!outcome.output.contains("+++"))
        #expect(scratch.read("paged").contains("\u{1B}[1m\(Self.end)\u{1B}[0m\n"))
    }

    @Test func quittingEarlyIsNoError() throws {
        let scratch = try project()
        defer { scratch.remove() }
        for pager in ["true", "head -n 3", "exit 3"] {
            let outcome = try preview(scratch, pager: ["REDLINE_PAGER": pager])
            #expect(outcome.status == 1 && !outcome.output.contains("error"))
            #expect(outcome.output.contains("501 fixes in 2 files") && !outcome.output.contains(Self.end))
        }
    }

    @Test func readingDoesNotCountAsTimeOfTheRun() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("a.py", CommandTests.leak)
        let outcome = try preview(scratch, pager: ["REDLINE_PAGER": "sleep 5"])
        let seconds = try #require(outcome.output.firstMatch(of: /parsed, ([0-9.]+) s\n/).flatMap { Double($0.1) })
        #expect(seconds < 5)
    }

    @Test func lessShowsAScreenAndQuits() throws {
        let scratch = try project()
        defer { scratch.remove() }
        // Ctrl-C interrupts less, not the run.
        let outcome = try preview(scratch, pager: [:], keys: "\u{03}q")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("a.py:2:5: ") && !outcome.output.contains(Self.end))
        #expect(outcome.output.contains("501 fixes in 2 files"))
    }

    @Test func shortOutputNeedsNoKey() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("a.py", CommandTests.leak)
        let outcome = try preview(scratch, pager: [:], rows: 60)
        #expect(outcome.status == 1 && outcome.output.contains("+    with open(p) as h:"))
    }

    @Test func everythingIsPrintedWithoutAPager() throws {
        let scratch = try project()
        defer { scratch.remove() }
        for pager in [["PAGER": "cat"], ["REDLINE_PAGER": "", "PAGER": "false"], ["TERM": "dumb", "PAGER": "false"]] {
            #expect(try preview(scratch, pager: pager).output.contains(Self.end))
        }
        #expect(try preview(scratch, "--no-pager", pager: ["PAGER": "false"]).output.contains(Self.end))
        let missing = try preview(scratch, pager: ["PAGER": "no-such-program"])
        #expect(missing.status == 1 && missing.output.contains(Self.end))
        let pipe = try scratch.run(Scratch.redline, ["preview"], environment: ["PAGER": "false"])
        #expect(pipe.output.contains(Self.end))
        #expect(try preview(scratch, "-o", "out", pager: ["PAGER": "echo paged"]).output.contains("paged") == false)
    }
}
