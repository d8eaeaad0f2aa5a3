import Rewriting
import Testing

@Suite struct IgnoreCommentsTests {
    /// The text with a comment for the place between the marks `«` and `»`.
    private func commented(_ marked: String, reason: String? = nil) -> String? {
        let parts = marked.split(omittingEmptySubsequences: false) { $0 == "«" || $0 == "»" }
        let text = parts.joined()
        let (start, inner) = (parts[0].utf8.count, parts[1].utf8.count)
        let request = IgnoreComments.Request(range: start..<start + inner, codemod: "a-b", reason: reason)
        return IgnoreComments(in: Array(text.utf8))?.text(adding: [request]).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("«f = open(p)»\ng()\n", "f = open(p)  # redline: ignore[a-b]\ng()\n"),
        ("«f = open(p)»  # noqa\n", "f = open(p)  # noqa  # redline: ignore[a-b]\n"),
        ("«f = open(p)»   \r\n", "f = open(p)  # redline: ignore[a-b]\r\n"),
        ("«f = open(p)»", "f = open(p)  # redline: ignore[a-b]"),
        ("«f = open(\n    p)»\n", "f = open(  # redline: ignore[a-b]\n    p)\n"),
        ("«f = \\\n    open(p)»\n", "f = \\\n    open(p)  # redline: ignore[a-b]\n"),
        ("«f = \"\"\"a\nb\"\"\"»\n", "f = \"\"\"a\nb\"\"\"  # redline: ignore[a-b]\n"),
        ("«f = f\"\"\"a{\nb}\n\"\"\"»\n", "f = f\"\"\"a{\nb}\n\"\"\"  # redline: ignore[a-b]\n"),
        ("«f = 1  # a \\»\ng = 2\n", "f = 1  # a \\  # redline: ignore[a-b]\ng = 2\n"),
    ])
    func aCommentEndsTheFirstLineThatCanTakeOne(_ text: String, _ expected: String) {
        #expect(commented(text) == expected)
    }

    @Test(arguments: [
        ("kept open", " kept open"), ("two\n lines ", " two lines"), ("", ""), ("see # redline: ignore-file", ""),
        ("issue #12", " issue #12"), ("bell \u{7}", ""),
    ])
    func reasonsFollow(_ reason: String, _ text: String) {
        #expect(commented("«a()»\n", reason: reason) == "a()  # redline: ignore[a-b]\(text)\n")
    }

    /// A place within a text has no line of its own.
    @Test func withoutSuchALineThereIsNoComment() {
        #expect(commented("x = \"\"\"\n«b»\n\"\"\"\n") == nil)
        #expect(commented("«def f(:»\n") == nil)
    }

    @Test func severalReasonsAreSeveralComments() {
        let text = Array("a(); b()\n".utf8)
        func request(_ codemod: String, _ reason: String?) -> IgnoreComments.Request {
            IgnoreComments.Request(range: 0..<3, codemod: codemod, reason: reason)
        }
        let requests = [request("b", nil), request("a", nil), request("c", "old")]
        #expect(
            IgnoreComments(in: text)?.text(adding: requests)
                == Array("a(); b()  # redline: ignore[a, b]  # redline: ignore[c] old\n".utf8))
    }
}
