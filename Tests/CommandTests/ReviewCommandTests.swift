import Foundation
import TestSupport
import Testing

/// `redline review` as a person uses it: in a terminal, as lines, and without a terminal.
@Suite(.serialized) struct ReviewCommandTests {
    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        for name in ["first", "second", "third"] {
            try scratch.write(
                "app/\(name).py",
                "def \(name)(path):\n    source = open(path)\n    text = source.read()\n    return text\n")
        }
        try scratch.commit("Start")
        return scratch
    }

    private func decisions(_ scratch: Scratch) -> [String] {
        scratch.read(".redline/decisions.jsonl").split(separator: "\n").compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let path = object?["path"] as? String, let verdict = object?["decision"] as? String else {
                return nil
            }
            return "\(path) \(verdict)"
        }.sorted()
    }

    // MARK: Terminal

    @Test func aReviewIsQuitResumedAndCommitted() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let terminal = try Tmux(scratch, columns: 100, rows: 30)
        try terminal.type("\(Scratch.redline) review\n")
        try terminal.waitFor("3 fixes · 0 decided · 3 left")
        try terminal.press("Enter")
        try terminal.waitFor("1 of 3", "+     with open(path) as source:")
        try terminal.press("y")
        try terminal.waitFor("2 of 3")
        #expect(decisions(scratch) == ["app/first.py accept"])
        // Killed without a warning: nothing is lost.
        try terminal.kill()
        try terminal.waitFor("Killed")
        try terminal.type("reset; clear; \(Scratch.redline) review\n")
        try terminal.waitFor("1 decided · 2 left", "✓ 1 app/first.py:2")
        try terminal.press("n")
        try terminal.waitFor("2 decided · 1 left")
        try terminal.press("i")
        try terminal.waitFor("Ignore, because")
        try terminal.type("read by the caller")
        try terminal.press("Enter")
        try terminal.waitFor("branch    redline/", "1  Open files in with statements", "2  Ignore 1 reviewed finding")
        #expect(decisions(scratch) == ["app/first.py accept", "app/second.py reject", "app/third.py ignore"])
        try terminal.press("C")
        try terminal.waitFor("created, from", "git merge redline/")
        let branch = try scratch.git("branch", "--list", "redline/*", "--format=%(refname:short)")
        let name = branch.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(try scratch.git("diff", "--name-only", "main..\(name)") == "app/first.py\napp/third.py\n")
        #expect(
            try scratch.git("show", "\(name):app/third.py")
                .contains("  # redline: ignore[context-managed-files] read by the caller\n"))
        #expect(try scratch.git("status", "--porcelain") == "?? .redline/\n")
    }

    @Test func windowsAreResizedAndProgramsSuspended() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let terminal = try Tmux(scratch, columns: 100, rows: 30)
        try terminal.type("\(Scratch.redline) review\n")
        try terminal.waitFor("3 left")
        try terminal.press("Enter")
        try terminal.waitFor("unified · spaces hidden")
        try terminal.resize(columns: 60, rows: 20)
        try terminal.waitFor("y n decide  j k move  u undo  b list")
        try terminal.press("C-z")
        try terminal.waitFor("Stopped")
        try terminal.type("fg\n")
        try terminal.waitFor("y n decide  j k move  u undo  b list")
        try terminal.press("y")
        try terminal.waitFor("2 of 3")
        try terminal.press("C-c")
        try terminal.waitFor("2 of 3 still open")
        // The terminal is as it was: what is typed is seen.
        try terminal.type("echo back again\n")
        try terminal.waitFor("\nback again")
    }

    @Test func theEditorChangesTheFileAndTheFixIsGone() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let terminal = try Tmux(scratch, columns: 100, rows: 30, environment: ["EDITOR": "sh edit.sh", "VISUAL": ""])
        try scratch.write("edit.sh", "echo \"$1\" > line.txt\nsed -i 's/return text/return text.strip()/' \"$2\"\n")
        try terminal.type("\(Scratch.redline) review app\n")
        try terminal.waitFor("3 left")
        try terminal.press("Enter")
        try terminal.waitFor("return text")
        try terminal.press("o")
        try terminal.waitFor("return text.strip()")
        #expect(scratch.read("line.txt") == "+2\n")
        #expect(scratch.read("app/first.py").contains("return text.strip()"))
        try terminal.press("q")
        try terminal.waitFor("still open")
    }

    @Test func aFixIsEditedAcceptedAndCommitted() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("edit.sh", "sed -i 's/open(path)/open(path, \"rb\")/' \"$2\"\n")
        let terminal = try Tmux(
            scratch, columns: 100, rows: 30, environment: ["EDITOR": "sh \(scratch.path)/edit.sh", "VISUAL": ""])
        try terminal.type("\(Scratch.redline) review app\n")
        try terminal.waitFor("3 left")
        try terminal.press("e")
        try terminal.waitFor("accepted 1 as edited", "1 decided · 2 left")
        try terminal.press("c")
        try terminal.waitFor("branch    redline/")
        try terminal.press("C")
        try terminal.waitFor("created, from")
        let name = try scratch.git("branch", "--list", "redline/*", "--format=%(refname:short)").trimmingCharacters(
            in: .newlines)
        #expect(try scratch.git("show", "\(name):app/first.py").contains("    with open(path, \"rb\") as source:\n"))
        #expect(try scratch.git("diff", "--name-only", "main..\(name)") == "app/first.py\n")
    }

    @Test(arguments: [("", true), ("1", false)]) func coloursAreThoseThatAreWanted(_ noColor: String, _ isColored: Bool)
        throws
    {
        let scratch = try project()
        defer { scratch.remove() }
        let terminal = try Tmux(scratch, columns: 80, rows: 24)
        try terminal.type("NO_COLOR=\(noColor) \(Scratch.redline) review\n")
        try terminal.waitFor("3 left")
        try terminal.press("Enter")
        try terminal.waitFor("+     with open", "q quit")
        #expect(try terminal.colored.contains("\u{1B}[32m") == isColored)
        try terminal.press("q")
        try terminal.waitFor("still open")
    }

    /// Another process decides while the review is on the screen.
    @Test func twoReviewersLoseNothing() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let terminal = try Tmux(scratch, columns: 100, rows: 30)
        try terminal.type("\(Scratch.redline) review\n")
        try terminal.waitFor("3 left")
        let open = try scratch.run(Scratch.redline, ["decisions", "check"]).output
        let third = try #require(open.split(separator: "\n").first { $0.contains("third.py") })
        try scratch.run(Scratch.redline, ["decide", String(third.prefix(16)), "reject"])
        try terminal.press("y")
        try terminal.waitFor("2 decided · 1 left")
        #expect(decisions(scratch) == ["app/first.py accept", "app/third.py reject"])
        try terminal.press("q")
        try terminal.waitFor("still open")
    }

    /// What was there before is left out: only the new file is reviewed.
    @Test(arguments: [true, false]) func onlyWhatIsNewIsReviewed(_ usesBaseline: Bool) throws {
        let scratch = try project()
        defer { scratch.remove() }
        if usesBaseline { try scratch.run(Scratch.redline, ["baseline", "write"]) }
        try scratch.write("app/new.py", "def new(path):\n    f = open(path)\n    return f.read().strip()\n")
        let options = usesBaseline ? [] : ["--since", "HEAD"]
        let outcome = try scratch.run(Scratch.redline, ["review"] + options)
        #expect(outcome.status == 1 && outcome.errors.contains("0 of 1 fix decided"))
        #expect(outcome.output.split(separator: "\n").map { $0.contains("app/new.py:2") } == [true])
        let decided = try scratch.run(Scratch.redline, ["review", "--plain"] + options, input: "y\nq\n")
        #expect(decided.output.contains("1 of 1, 1 left") && decided.errors.contains("0 of 1 still open"))
        #expect(decisions(scratch) == ["app/new.py accept"])
    }

    /// What is decided on is what is on the disk.
    @Test func aFileThatChangesIsLookedAtAgain() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let terminal = try Tmux(scratch, columns: 100, rows: 30)
        try terminal.type("\(Scratch.redline) review\n")
        try terminal.waitFor("3 left")
        try terminal.press("Enter")
        try terminal.waitFor("1 of 3", "text = source.read()")
        try scratch.write("app/first.py", "def first(path):\n    data = open(path)\n    return data.read().strip()\n")
        try terminal.press("y")
        try terminal.waitFor("files have changed: 1 fix new, 1 gone", "0 decided · 3 left")
        #expect(decisions(scratch).isEmpty)
        try terminal.press("y")
        try terminal.waitFor("1 decided · 2 left")
        try terminal.press("q")
        try terminal.waitFor("still open")
    }

    // MARK: Lines

    @Test func answersAreReadAsLines() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run(
            Scratch.redline, ["review", "--plain"], input: "y\ni\nneeded by the caller\nn\nu\nn\nC\n")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("1 of 3, 3 left"))
        #expect(outcome.output.contains("Ignore, because (may be empty): "))
        #expect(outcome.output.contains("took back: rejected 3"))
        #expect(outcome.output.contains("branch redline/"))
        #expect(!outcome.output.contains("\u{1B}"))
        #expect(decisions(scratch) == ["app/first.py accept", "app/second.py ignore", "app/third.py reject"])
        #expect(scratch.read(".redline/decisions.jsonl").contains("needed by the caller"))
    }

    @Test func theEndOfTheInputEndsTheReview() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run(Scratch.redline, ["review", "--plain"], input: "y\n")
        #expect(outcome.status == 0 && outcome.errors.contains("2 of 3 still open"))
        #expect(decisions(scratch) == ["app/first.py accept"])
    }

    @Test func withoutATerminalWhatIsOpenIsListed() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run(Scratch.redline, ["review"])
        #expect(outcome.status == 1)
        let ids = outcome.output.split(separator: "\n").map { String($0.prefix(16)) }
        #expect(ids.count == 3 && outcome.errors.contains("redline decide ID"))
        for id in ids { try scratch.run(Scratch.redline, ["decide", id, "accept"]) }
        let decided = try scratch.run(Scratch.redline, ["review"])
        #expect(decided.status == 0 && decided.output.isEmpty)
    }

    @Test func aCommitIsReviewedWithoutTheWorkingTree() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.git("rm", "-rq", "app")
        try scratch.commit("Remove")
        #expect(try scratch.run(Scratch.redline, ["review"]).output.isEmpty)
        #expect(try scratch.run(Scratch.redline, ["review", "--rev", "HEAD~1"]).status == 1)
    }

    @Test func whatIsNotCommittedCannotBeInTheCommit() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("app/fourth.py", "def fourth(path):\n    f = open(path)\n    return f.read().strip()\n")
        let outcome = try scratch.run(Scratch.redline, ["review", "--plain"], input: "A\ny\n")
        #expect(outcome.output.contains("not in the commit, because their code is not committed"))
        #expect(outcome.output.contains("app/fourth.py:2"))
    }

    /// Said on the screen, and shown as open again.
    @Test func decisionsThatCannotBeKeptAreSaid() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write(".redline", "a file, not a folder")
        let outcome = try scratch.run(Scratch.redline, ["review", "--plain"], input: "y\nq\n")
        #expect(outcome.output.contains("not kept: .redline/decisions.jsonl"))
        #expect(outcome.errors.contains("3 of 3 still open"))
        // It comes in the way after the review has begun.
        try scratch.run("/bin/rm", [".redline"])
        let terminal = try Tmux(scratch, columns: 100, rows: 30)
        try terminal.type("\(Scratch.redline) review\n")
        try terminal.waitFor("3 left")
        try scratch.write(".redline", "a file, not a folder")
        try terminal.press("y")
        try terminal.waitFor("not kept: ", "0 decided · 3 left")
        try scratch.run("/bin/rm", [".redline"])
        try terminal.press("k", "k", "y")
        try terminal.waitFor("1 decided")
        #expect(decisions(scratch) == ["app/first.py accept"])
        try terminal.press("q")
        try terminal.waitFor("still open")
    }
}
