import FileSystem
import Review
import Rewriting
import Testing

@Suite struct LineDiffTests {
    /// One line for each row: ` ` kept, `-` removed, `+` added, `>` indented.
    private func rows(_ old: String, _ new: String) -> [String] {
        let diff = LineDiff(Array(old.utf8), Array(new.utf8))
        func text(_ line: ArraySlice<UInt8>) -> String { String(decoding: line.filter { $0 != 0x0A }, as: UTF8.self) }
        return diff.rows.map { row in
            switch row {
            case .kept(let old, _): " " + text(diff.old[old])
            case .removed(let old): "-" + text(diff.old[old])
            case .added(let new): "+" + text(diff.new[new])
            case .indented(_, let new): ">" + text(diff.new[new])
            }
        }
    }

    @Test func linesThatOnlyMoveAreToldApart() {
        let old = "a\nf = open(p)\nx = f.read()\nuse(x)\nb\n"
        let new = "a\nwith open(p) as f:\n    x = f.read()\nuse(x)\nb\n"
        #expect(
            rows(old, new) == [" a", "-f = open(p)", "+with open(p) as f:", ">    x = f.read()", " use(x)", " b"])
    }

    @Test(arguments: [
        ("", ""), ("a\n", "a\n"), ("", "a\n"), ("a\n", ""), ("a", "a\n"), ("a\nb", "b"), ("x\n\ny\n", "y\n\nx\n"),
    ])
    func bothTextsAreWhole(_ old: String, _ new: String) {
        let diff = LineDiff(Array(old.utf8), Array(new.utf8))
        let before = diff.rows.compactMap { row -> Int? in
            switch row {
            case .kept(let old, _), .removed(let old), .indented(let old, _): old
            case .added: nil
            }
        }
        let after = diff.rows.compactMap { row -> Int? in
            switch row {
            case .kept(_, let new), .added(let new), .indented(_, let new): new
            case .removed: nil
            }
        }
        #expect(before == Array(diff.old.indices) && after == Array(diff.new.indices))
        #expect(diff.old.flatMap { $0 } == Array(old.utf8) && diff.new.flatMap { $0 } == Array(new.utf8))
    }

    private func digest(_ old: String, _ new: String) -> String {
        ProposalDigest.of(
            [FileChange(path: "a.py", before: Array(old.utf8), after: Array(new.utf8))], at: "a.py")
    }

    @Test func importsAndIndentationDoNotChangeADigest() {
        let plain = digest("f = open(p)\nf.read()\n", "with open(p) as f:\n    f.read()\n")
        let inside = digest(
            "def g():\n    f = open(p)\n    f.read()\n",
            "import os\ndef g():\n    with open(p) as f:\n        f.read()\n")
        #expect(plain == inside)
        #expect(plain == digest("f = open(p)\r\nf.read()\r\n", "with open(p) as f:\r\n    f.read()\r\n"))
        #expect(plain != digest("f = open(p)\nf.read()\n", "with open(p) as g:\n    g.read()\n"))
    }
}
