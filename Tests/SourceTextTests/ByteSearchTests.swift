import Testing

@testable import SourceText

@Suite("Search for one text")
struct ByteSearchTests {
    private func occurs(_ sought: String, in text: String) -> Bool {
        ByteSearch(sought).occurs(in: Array(text.utf8))
    }

    private func isMentioned(_ name: String, in text: String) -> Bool {
        ByteSearch(name).isMentioned(in: Array(text.utf8))
    }

    @Test("found at the start, in the middle and at the end", arguments: ["query", "xquery", "queryx", "xxqueryxx"])
    func places(_ text: String) {
        #expect(occurs("query", in: text))
        #expect(!occurs("query", in: String(text.dropLast(text.hasSuffix("y") ? 1 : 3))))
    }

    @Test("the rarest byte decides where to look, not whether")
    func repeated() {
        #expect(occurs("qq", in: "q.qq"))
        #expect(!occurs("qaq", in: "qaaqa"))
        #expect(occurs("aaq", in: "aaaq"))
        #expect(!occurs("seed_all", in: "seed_al"))
    }

    @Test("nothing occurs everywhere, and in nothing only that")
    func empty() {
        #expect(occurs("", in: ""))
        #expect(occurs("", in: "a"))
        #expect(!occurs("a", in: ""))
    }

    @Test(
        "a name is mentioned unless it is part of a longer one",
        arguments: [
            ("seed(db)", true), ("x.seed", true), ("\"seed\"", true), ("seed", true), ("seeds seed", true),
            ("seeds", false), ("reseed", false), ("seed_all", false), ("seed1", false), ("seedé", false),
        ])
    func names(_ text: String, _ expected: Bool) {
        #expect(isMentioned("seed", in: text) == expected)
    }
}
