import FileSystem
import SourceText
import Testing

@testable import Rewriting

/// Which files mention a name.
@Suite struct WordIndexTests {
    private let text = "def seed_users(db):\n    # see crud.user\n    return [\"app.tasks.send\", ünïcode_1, x9]\n"

    @Test(arguments: ["def", "seed_users", "db", "crud", "user", "app", "tasks", "send", "ünïcode_1", "x9"])
    func everyWordIsFound(_ word: String) {
        #expect(WordFilter(Array(text.utf8)).mayContain(WordFilter.hash(of: word)))
    }

    @Test func aWordAtTheEndIsFound() {
        #expect(WordFilter(Array("x = last".utf8)).mayContain(WordFilter.hash(of: "last")))
    }

    @Test func fewOthersAreFound() {
        // As in real files, most words occur many times.
        let line = "    value_$ = compute(self.session, value, other, default=None)  # see above\n"
        let text = (0..<2_000).map { line.replacing("$", with: "\($0)") }.joined()
        let filter = WordFilter(Array(text.utf8))
        let found = (0..<2_000).filter { filter.mayContain(WordFilter.hash(of: "other_\($0)")) }
        #expect(found.count < 100)
    }

    @Test func partsOfWordsAreNotMentioned() {
        let source = SourceText(utf8: "seed_users()\nreseed()\n")
        #expect(source.contains("seed"))
        #expect(!source.mentions("seed"))
        #expect(source.mentions("seed_users"))
        #expect(source.mentions("reseed"))
    }

    /// From the fifth question on an index answers; the answers are the same.
    @Test func searchAndIndexAgree() {
        let files: [Path: String] = [
            "a.py": "create_user()\n", "b.py": "recreate_user()\n", "c.py": "# create_user\nn = 1\n", "d.py": "",
        ]
        let modules = ProviderModules(provider: Memory(files: files))
        for _ in 0..<8 {
            #expect(modules.paths(mentioning: "create_user") == ["a.py", "c.py"])
            #expect(modules.paths(mentioning: "n") == ["c.py"])
            #expect(modules.paths(mentioning: "nobody") == [])
        }
        #expect(modules.paths(containing: "create_user") == ["a.py", "b.py", "c.py"])
    }

    @Test func whatIsNotedIsNotReadAgain() {
        let modules = ProviderModules(provider: Memory(files: ["a.py": "text\n", "b.py": ""]))
        modules.note(["text": ["b.py"]])
        #expect(modules.paths(containing: "text") == ["b.py"])
    }
}
