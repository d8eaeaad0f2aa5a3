import FileSystem
import Foundation
import Git
import TestSupport
import Testing

/// Checked with `git apply`: it accepts the patch, and the result is the new file.
@Suite struct DiffTests {
    static let long = (0..<60).map { "line \($0)\n" }.joined()
    static let pairs: [(String, String)] = [
        ("a\nb\n", "a\nc\n"), ("a\r\nb\r\n", "a\r\nc\r\n"), ("a", "b"), ("a\n", "a"), ("a", "a\n"), ("", "a\n"),
        ("a\rb\r", "a\rc\r"), ("\u{0C}a\n\t\n", "\u{0C}b\n\t\n"), ("\u{FEFF}é\n", "\u{FEFF}è\n"),
        (long, long.replacing("line 3\n", with: "x\n").replacing("line 50\n", with: "")),
    ]

    @Test(arguments: pairs)
    func isTakenByGitApply(_ old: String, _ new: String) throws {
        try check(old, new, "a.py")
    }

    @Test(arguments: [
        "with space.py", "quote\".py", "ünï.py", "tab\t.py", "new\nline.py", "back\\slash.py", "sub/deep/x.py",
    ])
    func namesFilesAsGitDoes(_ name: String) throws {
        try check("a\n", "b\n", name)
    }

    private func check(_ old: String, _ new: String, _ name: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write(name, old)
        let patch = try UnifiedDiff.patch(old: Array(old.utf8), new: Array(new.utf8), path: Path(name))
        try Data(patch).write(to: URL(fileURLWithPath: scratch.path + "/p.patch"))
        try scratch.git("apply", "--whitespace=nowarn", "p.patch")
        #expect(scratch.read(name) == new)
    }

    /// The patch of a file without a final line ending comes before another patch.
    @Test(arguments: pairs)
    func leavesRoomForTheNextFile(_ old: String, _ new: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("a.py", old)
        try scratch.write("b.py", "a\n")
        let first = try UnifiedDiff.patch(old: Array(old.utf8), new: Array(new.utf8), path: "a.py")
        let second = try UnifiedDiff.patch(old: Array("a\n".utf8), new: Array("b\n".utf8), path: "b.py")
        try Data(first + Array("# b.py\n".utf8) + second).write(to: URL(fileURLWithPath: scratch.path + "/p.patch"))
        try scratch.git("apply", "--whitespace=nowarn", "p.patch")
        #expect(scratch.read("a.py") == new)
        #expect(scratch.read("b.py") == "b\n")
    }

    @Test func isEmptyWhereNothingChanged() throws {
        #expect(try UnifiedDiff.patch(old: [0x61], new: [0x61], path: "a").isEmpty)
    }

    /// A heading is asked for with the lines that the hunk shows of the old text.
    @Test func hunksAreHeaded() throws {
        let old = (1...40).map { "\($0)\n" }.joined()
        let new = old.replacing("\n2\n", with: "\nb\n").replacing("\n30\n", with: "\n30\n@@ -1 +1 @@\n")
        var asked: [Range<Int>] = []
        let patch = try UnifiedDiff.patch(old: Array(old.utf8), new: Array(new.utf8), path: "a.py") { lines in
            asked.append(lines)
            return asked.count == 1 ? HunkText(heading: "first", before: ["# one"]) : HunkText()
        }
        let headers = String(decoding: patch, as: UTF8.self).split(separator: "\n").filter {
            $0.contains("@@") || $0.hasPrefix("#")
        }
        #expect(asked == [0..<5, 27..<33])
        #expect(headers == ["# one", "@@ -1,5 +1,5 @@ first", "@@ -28,6 +28,7 @@", "+@@ -1 +1 @@"])
        _ = try UnifiedDiff.patch(old: [], new: Array("a\n".utf8), path: "a.py") { lines in
            #expect(lines == 0..<0)
            return HunkText()
        }
        let one = try UnifiedDiff.patch(old: Array("a\n".utf8), new: Array("b\n".utf8), path: "a.py") { lines in
            #expect(lines == 0..<1)
            return HunkText(heading: "only")
        }
        #expect(String(decoding: one, as: UTF8.self).contains("@@ -1 +1 @@ only\n"))
    }
}
