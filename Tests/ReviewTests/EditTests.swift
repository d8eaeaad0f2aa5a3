import FileSystem
import Review
import Rewriting
import Terminal
import Testing

@Suite struct EditTests {
    private static let project = SampleProject(files: [
        "app/a.py": """
        import json


        def read(path):
            source = open(path)
            data = json.load(source)
            return data


        def again(path):
            source = open(path)
            data = json.load(source)
            return data

        """
    ])

    private func lines(_ session: ReviewSession, _ index: Int) throws -> EditableLines {
        let proposal = session.items[index].proposal
        return try #require(EditableLines(session.proposals.part(of: proposal.place), of: proposal))
    }

    private func run(_ session: ReviewSession, _ policy: DecidedRun.Undecided = .skip) -> DecidedRun {
        DecidedRun(session.proposals, session.decisions.decisions, undecided: policy)
    }

    private func after(_ run: DecidedRun) -> String {
        run.result.changes.map { String(decoding: $0.after, as: UTF8.self) }.joined()
    }

    @Test func theLinesOfTheFixAreThoseToEdit() throws {
        let session = Self.project.session()
        #expect(
            String(decoding: try lines(session, 0).text, as: UTF8.self)
                == "    with open(path) as source:\n        data = json.load(source)\n")
    }

    /// Both functions have the same lines: the edit belongs to one of them.
    @Test(arguments: [0, 1]) func anEditIsMadeInItsOwnFunction(_ index: Int) throws {
        var session = Self.project.session()
        _ = session.press(.character("y"))
        _ = session.press(.character("y"))
        _ = session.press(.escape)
        let effects = session.accept(
            number: index + 1,
            edited: Array("    with open(path, encoding=\"utf-8\") as source:\n        data = json.load(source)\n".utf8)
        )
        #expect(effects.count == 2, "kept, and what a commit would be")
        let run = run(session)
        let text = after(run)
        let parts = text.split(separator: "def again")
        #expect(parts.map { $0.contains("encoding=\"utf-8\"") } == [index == 0, index == 1])
        #expect(parts.allSatisfy { $0.contains("with open(path") })
        #expect(run.result.notices.isEmpty)
        #expect(run.result.stages.map { String(decoding: $0.changes[0].after, as: UTF8.self) } == [text])
    }

    @Test func anEditGoesAlongWithItsIndentation() throws {
        var session = Self.project.session()
        _ = session.accept(
            number: 1,
            edited: Array("    with open(path, \"rb\") as source:\r\n        data = json.load(source)\r\n".utf8))
        let text = Self.project.files["app/a.py"] ?? ""
        let indented = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n").replacing(
                "    import json", with: "import json\n\nif True:")
        let moved = SampleProject(files: ["app/a.py": indented.replacing("def again", with: "def third")])
        var later = moved.session(decisions: session.decisions)
        let index = try #require(later.items.firstIndex { $0.subject.scope == "read" })
        #expect(later.status(later.items[index]) == .decided(.accept))
        #expect(
            after(run(later)).contains(
                "        with open(path, \"rb\") as source:\n            data = json.load(source)\n"))
        later.resize(ScreenSize(columns: 100, rows: 30))
        _ = later.press(.character("g"))
        for character in String(index + 1) { _ = later.press(.character(character)) }
        _ = later.press(.enter)
        #expect(later.render().contains { $0.text.contains("open(path, \"rb\") as source:") })
        #expect(later.render().contains { $0.text.contains("accepted as edited") })
    }

    @Test(arguments: [
        ("    with open(path) as source\n        data = 1\n", "not accepted: not Python: line 5: "),
        ("with open(path) as source:\n", "not accepted: 'with open(path) as source:' is indented less than the fix"),
        ("    with open(path) as source:\n        data = json.load(source)\n", "nothing was changed"),
    ])
    func whatIsNoFixIsNotAccepted(_ text: String, _ message: String) throws {
        var session = Self.project.session()
        #expect(session.accept(number: 1, edited: Array(text.utf8)).isEmpty)
        #expect(session.message?.hasPrefix(message) == true, "\(session.message ?? "")")
        #expect(session.openCount == 2)
        // What was written is not lost.
        guard message.hasPrefix("not"), case .edit(_, let draft)? = session.press(.character("e")).first else { return }
        #expect(draft == Array(text.utf8) || message.hasPrefix("nothing"))
    }

    /// Redline would make something else now: nobody has seen that.
    @Test func anEditOfAnotherFixIsNotMade() throws {
        var session = Self.project.session()
        _ = session.accept(number: 1, edited: Array("    with open(path, \"rb\") as source:\n        data = 1\n".utf8))
        var decision = session.decisions.decisions[0]
        decision.after = "0000000000000000"
        let stale = DecidedRun(session.proposals, [decision], undecided: .skip)
        #expect(stale.result.changes.isEmpty)
        #expect(stale.result.notices.contains { $0.text.contains("decide again") })
    }
}
