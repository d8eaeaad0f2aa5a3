import FileSystem
import Review
import Rewriting
import Terminal
import Testing

@Suite struct SessionTests {
    private func verdicts(_ session: ReviewSession) -> [Verdict?] {
        session.items.map { if case .decided(let verdict) = session.status($0) { verdict } else { nil } }
    }

    private func press(_ keys: String, _ session: inout ReviewSession) -> [ReviewEffect] {
        keys.flatMap { session.press($0 == "\n" ? .enter : .character($0)) }
    }

    @Test func theWorstComesFirstAndEqualStatementsFollowEachOther() {
        let session = SampleProject.application.session()
        #expect(
            session.items.map(\.proposal.codemod).prefix(2) == ["try-insert-catch-seeding", "try-insert-catch-seeding"])
        let files = session.items.filter { $0.proposal.codemod == "context-managed-files" }
        #expect(files.map(\.subject.scope) == ["read", "read_again", "write"])
        #expect(files[0].twins == [files[1].number])
        #expect(session.others.count == 1)
    }

    @Test func eachDecisionIsKeptAtOnceAndTheNextOpenFixFollows() {
        var session = SampleProject.application.session()
        _ = press("\n", &session)
        let effects = press("y", &session)
        guard case .save(let changes) = effects.first else { return #expect(Bool(false), "nothing was kept") }
        #expect(changes.flatMap(\.added).map(\.verdict) == [.accept])
        #expect(changes[0].added[0].after != nil)
        #expect(session.current == 1 && session.screen == .fix)
        #expect(press("n", &session).count == 1)
        #expect(verdicts(session).prefix(3) == [.accept, .reject, nil])
        #expect(session.decisions.decisions.count == 2)
    }

    @Test func lookingDecidesNothing() {
        var session = SampleProject.application.session()
        let keys: [Key] = [
            .enter, .enter, .escape, .enter, .down, .up, .pageDown, .character(" "), .character("j"), .character("k"),
            .character("J"), .character("K"), .character("w"), .character("x"), .character("z"), .character("+"),
            .character("-"), .character("r"), .escape, .character("?"), .enter, .escape, .character("p"), .escape,
            .character("/"), .character("y"), .enter, .character("g"), .character("2"), .enter, .character("f"),
            .character("s"), .character("m"), .left, .right, .tab, .home, .end,
        ]
        for key in keys { #expect(session.press(key).isEmpty, "\(key)") }
        #expect(session.decisions.decisions.isEmpty)
    }

    @Test func undoGoesBackToTheStartAndRedoForthAgain() {
        var session = SampleProject.application.session()
        _ = press("ynSy", &session)
        let after = verdicts(session)
        #expect(after.allSatisfy { $0 != nil })
        _ = press("uuu", &session)
        #expect(verdicts(session).allSatisfy { $0 == nil } && session.decisions.decisions.isEmpty)
        #expect(press("u", &session).isEmpty && session.message == "nothing to undo")
        _ = press("UUU", &session)
        #expect(verdicts(session) == after)
        #expect(press("U", &session).isEmpty && session.message == "nothing to redo")
    }

    /// What undo brings back is what held before, with its reason.
    @Test func undoBringsBackTheDecisionBefore() {
        var session = SampleProject.application.session()
        _ = press("ion purpose\n", &session)
        let ignored = session.decisions
        #expect(ignored.decisions.map(\.reason) == ["on purpose"])
        _ = press("k", &session)
        _ = press("y", &session)
        #expect(session.decisions.decisions.map(\.verdict) == [.accept])
        _ = press("u", &session)
        #expect(session.decisions == ignored)
    }

    @Test func stepsOverSeveralFixesSayTheirNumberFirst() {
        var session = SampleProject.application.session()
        #expect(press("\nA", &session).isEmpty)
        guard case .confirm(let question) = session.overlay else { return #expect(Bool(false), "not asked") }
        #expect(question.text == "Accept 2 open fixes of this codemod? y n" && question.numbers == [1, 2])
        #expect(press("n", &session).isEmpty && session.overlay == nil)
        let effects = press("Ay", &session)
        #expect(effects.count == 1 && verdicts(session).prefix(3) == [.accept, .accept, nil])
        // One step: one undo.
        _ = press("u", &session)
        #expect(verdicts(session).allSatisfy { $0 == nil })
    }

    /// Keys of the file and the codemod leave alone what is decided.
    @Test func onlyWhatIsOpenIsDecided() {
        var session = SampleProject.application.session()
        _ = press("\nnD", &session)
        #expect(verdicts(session).prefix(3) == [.reject, .reject, nil])
        #expect(press("A", &session).isEmpty)
    }

    @Test func theLastDecisionLeadsToTheCommit() {
        var session = SampleProject.application.session()
        let count = session.items.count
        let effects = press("\n" + String(repeating: "y", count: count), &session)
        #expect(session.screen == .finish && session.openCount == 0)
        #expect(effects.last == .plan(branch: "redline/a2549c5"))
        #expect(press("C", &session).isEmpty, "nothing is known of the commit yet")
        session.show(
            CommitPreview(
                branch: "redline/a2549c5", isNewBranch: true, base: "a2549c5",
                commits: [.init(subject: "Open files", fixes: 1, files: 1, added: 1, removed: 1)], patch: "",
                missing: [], command: ""))
        #expect(press("\n", &session).isEmpty, "Enter commits nothing")
        #expect(press("C", &session) == [.commit(branch: "redline/a2549c5")])
    }

    @Test func quittingAndResumingLosesNothing() throws {
        var first = SampleProject.application.session()
        _ = press("\nyn", &first)
        #expect(press("q", &first) == [.quit])
        let second = SampleProject.application.session(decisions: first.decisions)
        #expect(verdicts(second) == verdicts(first))
        #expect(second.current == 2)
    }

    /// Accepted, rejected and ignored alike, when files are renamed and code is indented.
    @Test(arguments: ["y", "n", "i\n"]) func decisionsGoAlongWithTheirCode(_ keys: String) throws {
        var first = SampleProject.application.session()
        for key in "\u{1B}g5\n" { _ = first.press(key == "\n" ? .enter : key == "\u{1B}" ? .escape : .character(key)) }
        let scope = first.items[first.current].subject.scope
        _ = press(keys, &first)
        var project = SampleProject.application
        let text = project.files["app/export.py"] ?? ""
        project.files["app/export.py"] = nil
        project.files["jobs/exports.py"] =
            "import os\n\n" + text.replacing("def \(scope)(", with: "def \(scope)_later(")
        let second = project.session(decisions: first.decisions)
        #expect(second.openCount == second.items.count - 1)
        #expect(second.items.filter { !second.status($0).isOpen }.map(\.subject.scope) == ["\(scope)_later"])
    }

    @Test func othersDecideAtTheSameTime() {
        var session = SampleProject.application.session()
        _ = press("y", &session)
        var file = session.decisions
        let subject = session.items[3].subject
        file.decide(Decision(.reject, on: subject), on: subject)
        session.synchronize(file)
        #expect(verdicts(session) == [.accept, nil, nil, .reject, nil])
    }

    @Test func changedFilesAreLookedAtAgain() {
        var project = SampleProject.application
        var session = project.session()
        _ = press("\ny", &session)
        let subject = session.items[1].subject
        #expect(session.items[session.current].subject == subject)
        // Lines before it, and another fix is gone.
        project.files["app/seeds.py"] = "import os\n\n" + (project.files["app/seeds.py"] ?? "")
        project.files["app/export.py"] = "import json\n"
        session.reload(ReviewScope(project.proposals), session.decisions)
        #expect(session.items[session.current].subject == subject)
        #expect(session.message == "files have changed: 0 fixes new, 3 gone")
        #expect(verdicts(session) == [.accept, nil])
    }

    /// Any keys in any order, at any size: the screen always fits.
    @Test(arguments: 0..<12) func nothingBreaksTheScreen(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        var session = SampleProject.application.session()
        let letters = Array("yynnNiadADSuUjkJKwx+-zopbcrfg/?q123CB \n").map { Key.character($0) }
        let keys = letters + [.enter, .escape, .backspace, .up, .down, .pageUp, .pageDown, .home, .end, .control("w")]
        for _ in 0..<150 {
            if Int.random(in: 0..<8, using: &random) == 0 {
                session.resize(
                    ScreenSize(
                        columns: Int.random(in: 1...150, using: &random), rows: Int.random(in: 1...45, using: &random)))
            }
            let key = keys[Int.random(in: 0..<keys.count, using: &random)]
            _ = session.press(key)
            let lines = session.render()
            #expect(lines.count == session.size.rows)
            #expect(lines.allSatisfy { $0.width <= session.size.columns })
            #expect(!session.plainText.isEmpty && !session.plainQuestion.isEmpty)
        }
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }
}
