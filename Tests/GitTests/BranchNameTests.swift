import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Git

/// Names of branches, compared with `git check-ref-format --branch`.
@Suite struct BranchNameTests {
    /// Git takes these names, and they only make trouble.
    private static let stricter = ["@"]

    private static let special = [
        "a", "a/b", "a/b/c", "a..b", "..", ".", "...", "a.", "a./b", "a/.b", ".a", "a.lock", "a.lock/b", "a/b.lock",
        "a.lockx", ".lock", "lock", "a//b", "/a", "a/", "/", "//", "-", "-a", "a-", "a/-b", "HEAD", "head", "HEAD/a",
        "a/HEAD", "FETCH_HEAD", "@", "@@", "a@", "@a", "a@{b", "@{", "@{-1}", "@{u}", "a{b}", "a@b", "{", "}", "a/@",
        "é", "e\u{301}", "安達", "a\u{a0}b", "feature/JIRA-1_x+y=z", "a,b;c", "a'b\"c", "a$b`c", "a|b&c", "a!b#c%",
        "(a)", "<a>", "a..", "a/..", "a/../b", "a/./b", "refs", "refs/heads", "refs/tags/a", "heads/a", "", " ", "a b",
        "a\u{7f}", "\u{7f}", "a\nb", "~", "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b", "a]b",
    ]

    @Test func followGit() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        var names = Self.special
        for byte in UInt8(1)...127 {
            let character = String(decoding: [byte], as: UTF8.self)
            names += ["\(character)ab", "a\(character)b", "ab\(character)", "x/\(character)", "\(character)/x"]
        }
        let script = names.map { name in
            "git check-ref-format --branch '\(name.replacingOccurrences(of: "'", with: "'\\''"))' >/dev/null 2>&1; echo $?"
        }
        let codes = try scratch.run("/bin/sh", ["-s"], input: script.joined(separator: "\n") + "\n").output
            .split(separator: "\n")
        try #require(codes.count == names.count)
        for (name, code) in zip(names, codes) {
            let expected = code == "0" && !Self.stricter.contains(name)
            #expect(((try? BranchName(name)) != nil) == expected, "'\(name)'")
        }
        #expect(codes.filter { $0 == "0" }.count > 300 && codes.filter { $0 != "0" }.count > 150)
    }

    @Test func explainWhatIsWrong() {
        for (name, words) in [
            ("a..b", "'..'"), ("a b", "a space"), ("a\u{7f}", "a control character"), ("x.lock", "'.lock'"),
            ("HEAD", "HEAD"), ("-x", "'-'"), ("", "empty"), ("a//b", "'/'"), ("a\u{10FFE9}", "UTF-8"),
        ] {
            let error = #expect(throws: GitError.self) { try BranchName(name) }
            #expect(error?.kind == .invalidName && error?.message.contains(words) == true, "\(name): \(error as Any)")
        }
        let full = #expect(throws: GitError.self) { try BranchName("refs/heads/fixes") }
        #expect(full?.hint == "use the short name 'fixes'")
    }

    /// A name that no file system takes is refused before anything is written.
    @Test func areShortEnoughForAFile() throws {
        _ = try BranchName(String(repeating: "a", count: 250))
        #expect(throws: GitError.self) { try BranchName(String(repeating: "a", count: 251)) }
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.commit("first")
        #expect(throws: Never.self) { try scratch.git("branch", String(repeating: "a", count: 250)) }
        #expect(throws: (any Error).self) { try scratch.git("branch", String(repeating: "a", count: 251)) }
    }

    @Test func severalMustFitBesideEachOther() throws {
        func check(_ names: String...) throws { try BranchName.check(names.map { try BranchName($0) }) }
        try check("a/b", "a/c", "a-b", "b")
        for pair in [("a", "a/b"), ("a/b/c", "a/b"), ("x/y/z", "x")] {
            #expect(throws: GitError.self) { try check("other", pair.0, pair.1) }
        }
    }
}
