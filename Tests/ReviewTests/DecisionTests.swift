import FileSystem
import Review
import TestSupport
import Testing

@Suite struct DecisionTests {
    private func subject(
        _ path: Path = "app/a.py", scope: String = "f", n: Int = 1, before: String = "00000000000000aa"
    ) -> DecisionSubject {
        DecisionSubject(codemod: "context-managed-files", path: path, scope: scope, ordinal: n, before: before)
    }

    // MARK: The file

    @Test func whatIsWrittenIsReadAgain() throws {
        let file = DecisionsFile([
            Decision(.accept, on: subject(), after: "e03b77c1925fd448"),
            Decision(.reject, on: subject("b.py"), reason: "the worker needs \"it\"\nreally"),
            Decision(.known, on: subject(Path([0x66, 0xFF, 0x2E, 0x70, 0x79]))),
        ])
        let bytes = try file.bytes()
        #expect(try DecisionsFile(parsing: bytes, file: "d") == file)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.split(separator: "\n").count == 3)
        #expect(text.contains("\"path\":\"app/a.py\""))
        #expect(text.contains("\"pathBytes\""))
    }

    /// Git's union merge keeps the lines of both sides, in any order.
    @Test func mergedFilesAreRead() throws {
        let one = DecisionsFile([Decision(.accept, on: subject(), after: "e03b77c1925fd448")])
        let other = DecisionsFile([
            Decision(.accept, on: subject(), after: "e03b77c1925fd448"), Decision(.reject, on: subject("b.py")),
        ])
        let merged = try DecisionsFile(parsing: other.bytes() + Array("\r\n".utf8) + one.bytes(), file: "d")
        #expect(merged == other)
    }

    @Test(arguments: [
        ("<<<<<<< HEAD", "an unresolved merge conflict"), ("{", "not a line of JSON"),
        ("{\"v\":1}", "\"after\" is missing"),
        ("{\"v\":2}", "written by another version of Redline (format 2)"), ("[1]", "has the wrong type"),
    ])
    func brokenLinesAreNamed(_ line: String, _ message: String) throws {
        let bytes = try DecisionsFile([Decision(.known, on: subject())]).bytes() + Array(line.utf8)
        let error = #expect(throws: DecisionsError.self) { try DecisionsFile(parsing: bytes, file: "d.jsonl") }
        #expect(error?.line == 2)
        #expect(error?.text.contains("d.jsonl:2: ") == true)
        let isNamed =
            error?.message.contains(message) == true
            || line == "{\"v\":1}" && error?.message.hasSuffix("is missing") == true
        #expect(isNamed, "\(error?.message ?? "")")
    }

    @Test func aChangedLineIsNotBelieved() throws {
        let bytes = try DecisionsFile([Decision(.known, on: subject())]).bytes()
        let text = String(decoding: bytes, as: UTF8.self).replacing("app/a.py", with: "app/b.py")
        #expect(throws: DecisionsError.self) { try DecisionsFile(parsing: Array(text.utf8), file: "d") }
    }

    /// Two people decide at once: both decisions are kept.
    @Test func concurrentUpdatesLoseNothing() async throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let folder = Path(scratch.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...40 {
                let subject = subject(n: number)
                group.addTask {
                    _ = try DecisionsFile.update(in: folder) { $0.decide(Decision(.reject, on: subject), on: subject) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try DecisionsFile(in: folder).decisions.count == 40)
        #expect(try scratch.run("/bin/ls", ["-A", ".redline"]).output == "decisions.jsonl\n")
    }

    @Test func decisionsAreReplacedAndTakenBack() throws {
        var file = DecisionsFile()
        file.decide(Decision(.accept, on: subject(), after: "1"), on: subject())
        file.decide(Decision(.ignore, on: subject(), reason: "on purpose"), on: subject())
        #expect(file.decisions.map(\.verdict) == [.ignore])
        file.decide(nil, on: subject())
        #expect(file.decisions.isEmpty)
    }

    // MARK: Matching

    private func match(_ decisions: [Decision], _ subjects: [DecisionSubject], after: String? = "new")
        -> DecisionMatching
    {
        DecisionMatching(decisions, on: subjects) { _ in after }
    }

    @Test func equalContentHolds() {
        let decision = Decision(.accept, on: subject(), after: "new")
        let matching = match([decision, decision], [subject()])
        #expect(matching.held == [subject(): decision])
        #expect(matching.stale.isEmpty && matching.gone.isEmpty && matching.moved.isEmpty)
    }

    /// An update of Redline may write another fix: who accepted the old one has not seen it, who rejected it meant the place.
    @Test(arguments: Verdict.allCases) func onlyAcceptedFixesMustStayTheSame(_ verdict: Verdict) {
        let matching = match([Decision(verdict, on: subject(), after: "old")], [subject()])
        #expect(matching.stale[subject()]?.reason == (verdict == .accept ? .otherFix : nil))
        #expect((matching.held[subject()] != nil) == (verdict != .accept))
    }

    @Test func codeThatMovesKeepsItsDecision() {
        let decision = Decision(.reject, on: subject(), reason: "no")
        for target in [subject("app/b.py"), subject(scope: "g")] {
            let matching = match([decision], [target])
            #expect(matching.held[target]?.reason == "no")
            #expect(matching.moved.map(\.from) == [decision])
        }
    }

    /// A codemod gets another name with an update of Redline.
    @Test(arguments: Verdict.allCases) func decisionsUnderAFormerNameHold(_ verdict: Verdict) {
        var former = subject()
        former.codemod = "open-files"
        let decision = Decision(verdict, on: former, after: "new", reason: "seen")
        let names = ["open-files": "context-managed-files"]
        let matching = DecisionMatching([decision], on: [subject(), subject("b.py")], renaming: names) { _ in "new" }
        #expect(matching.held[subject()]?.verdict == verdict && matching.held.count == 1)
        #expect(matching.moved.map(\.from) == [decision] && matching.moved.map(\.to.subject) == [subject()])
        #expect(matching.gone.isEmpty && matching.stale.isEmpty)
        // Moved at the same time.
        let moved = DecisionMatching([decision], on: [subject("c.py")], renaming: names) { _ in "new" }
        #expect(moved.held[subject("c.py")]?.reason == "seen")
    }

    @Test func nothingIsGuessedWhereTwoPlacesAreAlike() {
        let decision = Decision(.reject, on: subject())
        let matching = match([decision], [subject("b.py"), subject("c.py")])
        #expect(matching.held.isEmpty && matching.gone == [decision])
        let both = [Decision(.reject, on: subject("x.py")), Decision(.reject, on: subject("y.py"))]
        #expect(match(both, [subject("b.py")]).held.isEmpty)
    }

    @Test func changedCodeMakesItsDecisionStale() {
        let decision = Decision(.reject, on: subject())
        let changed = subject(before: "00000000000000bb")
        let matching = match([decision], [changed])
        #expect(matching.stale[changed]?.decision == decision && matching.stale[changed]?.reason == .otherCode)
        #expect(matching.held.isEmpty && matching.gone.isEmpty)
    }

    @Test func aMergeThatContradictsItselfDecidesNothing() {
        let matching = match(
            [Decision(.accept, on: subject(), after: "new"), Decision(.reject, on: subject())], [subject()])
        #expect(matching.contradictory == [subject()])
        #expect(matching.held.isEmpty && matching.stale.isEmpty)
    }

    @Test func whatIsGoneIsListed() {
        let decision = Decision(.known, on: subject())
        #expect(match([decision], []).gone == [decision])
    }
}
