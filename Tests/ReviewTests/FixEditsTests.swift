import FileSystem
import Reporting
import Rewriting
import SourceText
import Testing

@testable import Review

@Suite struct FixEditsTests {
    private func edits(_ before: String, _ after: String) -> FixEdits {
        FixEdits(FileChange(path: "a.py", before: Array(before.utf8), after: Array(after.utf8)))
    }

    private static let texts = [
        "", "a\n", "a", "b\n", "a\nb\n", "a\r\nb\r\n", "a\nx\nb\n", "a\nx\ny\nb", "  a\n  b\n", "\u{FEFF}a\nb\n",
        "\u{FEFF}x\n",
        "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "1\n2\n3\n3½\n4\n5\n6\n7\n", "𝒳\né\n",
    ]

    /// For every pair of texts: the edits, and the suggestion if there is one, make the second text of the first.
    @Test(arguments: texts, texts)
    func editsLeadToTheNextText(_ before: String, _ after: String) throws {
        let edits = edits(before, after)
        let composed = try #require(
            TextEdit.compose(edits.edits.map { TextEdit(replacing: $0.span.range, with: $0.text) }))
        #expect(SourceText(utf8: before).applying(composed).bytes == Array(after.utf8))
        #expect(edits.edits.isEmpty == (before == after))
        guard let suggestion = edits.suggestion else { return }
        var lines = Self.lines(before)
        let range = suggestion.lines.lowerBound - 1...suggestion.lines.upperBound - 1
        #expect(lines.indices.contains(range.upperBound))
        let ending = String(lines[range.upperBound].reversed().prefix { $0.isNewline }.reversed())
        lines.replaceSubrange(range, with: suggestion.text.isEmpty ? [] : [suggestion.text + ending])
        // A comment has no room for a missing line end, nor for a byte order mark.
        func plain(_ text: String) -> String { text.replacing("\u{FEFF}", with: "").trimmingSuffix { $0.isNewline } }
        #expect(plain(lines.joined()) == plain(after))
    }

    private static func lines(_ text: String) -> [String] {
        var lines: [String] = [""]
        for character in text {
            lines[lines.count - 1].append(character)
            if character.isNewline { lines.append("") }
        }
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    @Test func distantChangesAreNoSuggestion() {
        #expect(edits("1\n2\n3\n4\n5\n6\n7\n", "1\n2a\n3\n4\n5\n6a\n7\n").suggestion?.lines == 2...6)
        #expect(edits("1\n2\n3\n4\n5\n6\n7\n", "1\n2a\n3\n4\n5\n6\n7a\n").suggestion == nil)
        #expect(edits("1\n2\n", "1\nx\n2\n").suggestion == ReportedFix.Suggestion(2...2, "x\n2"))
        #expect(edits("1\r2\r", "1\r2x\r").suggestion == nil)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
        String(reversed().drop(while: isTrimmed).reversed())
    }
}
