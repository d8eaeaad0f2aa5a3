import FileSystem
import Review
import Rewriting
import SourceText
import Testing

@testable import Reporting

/// What second programs cannot see: limits, and the order of what is left out.
@Suite struct ReportTests {
    @Test func theSummaryOfAJobCountsWhatDoesNotFit() throws {
        let report = try ReportSample.report(["a.py": ReportSample.leaks(200)], .none)
        let whole = MarkdownReport.text(of: report, includesRefusals: false)
        #expect(whole.utf8.count > 10_000 && !whole.contains("more place"))
        for limit in [4_000, 6_001, 9_000] {
            let text = MarkdownReport.text(of: report, includesRefusals: false, limit: limit)
            #expect(text.utf8.count <= limit)
            let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }
            #expect(rows.count > 10 && rows.allSatisfy { $0.hasSuffix(" | safe |") })
            #expect(text.contains("\(200 - rows.count) more places of `context-managed-files`"))
        }
    }

    @Test func aPullRequestCountsWhatDoesNotFit() throws {
        let report = try ReportSample.report(["a.py": ReportSample.leaks(1400)], .none)
        let text = PullRequestText(report.result, report.documents, base: "a2549c5", branch: "fix").text()
        #expect(text.utf16.count < PullRequestText.limit && text.utf16.count > PullRequestText.limit / 2)
        let items = text.split(separator: "\n").filter { $0.hasPrefix("- `a.py:") }
        #expect(text.contains("\n- and \(1400 - items.count) more: see the message of the commit\n\n</details>\n"))
        #expect(text.contains("1400 repairs in 1 file, behaviour is kept") && text.hasSuffix("```\n"))
        let whole = PullRequestText(report.result, report.documents, base: "a2549c5", branch: "fix").text(limit: .max)
        #expect(whole.split(separator: "\n").filter { $0.hasPrefix("- `a.py:") }.count == 1400)
    }

    @Test func pullRequestsTellWhatTheTestsHaveShown() throws {
        let report = try ReportSample.report(["a.py": ReportSample.leaks(2), "b.py": ReportSample.leaks(1)], .none)
        func text(_ verified: VerifiedFixes) -> String {
            PullRequestText(report.result, report.documents, base: "a2549c5", branch: "fix", verified: verified).text()
        }
        let all = text(VerifiedFixes(command: "pytest -q", total: 3, notExercised: ["b.py"], seconds: 41.2))
        #expect(all.contains("Verified: `pytest -q` passes with all 3 fixes (41 s).\n"))
        #expect(all.contains("`b.py:2` in `read0`: 'f0' is never closed. **Not exercised by the tests**\n"))
        #expect(all.split(separator: "\n").filter { $0.contains("exercised") }.count == 1)
        let some = text(VerifiedFixes(command: "a `b`", total: 4, failed: [report.result.findings[0]]))
        #expect(some.contains("Verified: `` a `b` `` passes with 3 of 4 fixes; the others are not made.\n"))
        #expect(
            some.contains("### Not done\n\n- `a.py:2`: the tests fail with this fix (Open files in with statements)\n"))
    }

    @Test func onlyTheWorstTenAreAnnotations() throws {
        let few = try ReportSample.report(["a.py": ReportSample.leaks(10)], .none)
        #expect(GitHubReport.lines(of: few, includesRefusals: false).count == 10)
        let many = try ReportSample.report(["b.py": ReportSample.leaks(8), "a.py": ReportSample.leaks(5)], .none)
        let lines = GitHubReport.lines(of: many, includesRefusals: false)
        #expect(lines.count == 11)
        #expect(lines.filter { $0.contains("file=a.py,") }.count == 5 && lines[0].contains("file=a.py,line=2,"))
        #expect(lines[10].hasPrefix("::notice title=redline::3 more: "))
    }

    @Test func markdownTextIsText() {
        #expect(
            MarkdownText.escaped("a_b __c__ *d* <e> & `f` ~g~ $h$ ![i](j)")
                == "a_b \\_\\_c\\_\\_ \\*d\\* &lt;e&gt; &amp; \\`f\\` \\~g\\~ \\$h\\$ \\!\\[i\\](j)")
        #expect(
            MarkdownText.escaped("@ada #12 https://a.b\r\n\u{202E}")
                == "@<!-- -->ada #<!-- -->12 https:<!-- -->//a.b\\\\r\\\\n\\\\u\\{202e}")
        #expect(MarkdownText.code("a`b``c|d") == "```a`b``c|d```")
        #expect(MarkdownText.code("`a`") == "`` `a` ``")
        #expect(MarkdownText.cell("`a|b` c") == "`a\\|b` c")
        #expect(MarkdownText.code("") == "`  `")
        #expect(MarkdownText.prose("`a_` is *unique*") == "`a_` is \\*unique\\*")
        #expect(MarkdownText.prose("one ` only") == "one \\` only")
        #expect(MarkdownText.block("a\n````\n", "diff") == "`````diff\na\n````\n`````")
    }

    @Test func pathsBecomeReferences() {
        #expect(PathURI.text(of: "a b/c#d?e%f:g&h.py") == "a%20b/c%23d%3Fe%25f%3Ag%26h.py")
        #expect(PathURI.text(of: Path([0x61, 0xE9, 0x0A, 0x7E])) == "a%E9%0A~")
        #expect(PathURI.text(of: "é") == "%C3%A9")
        #expect(PathURI.folder("/home/ada b") == "file:///home/ada%20b/" && PathURI.folder("/") == "file:///")
    }

    @Test func editsThatCollideAreShared() {
        let lines = LineTable(of: Array("0123456789".utf8))
        func fix(_ edits: (Range<Int>, String)...) -> ReportedFix {
            ReportedFix(
                edits: edits.map { ReportedFix.Edit("a.py", lines.span(of: $0.0), $0.1) }, requires: [],
                suggestion: nil, patch: nil)
        }
        func id(_ scope: String) -> FindingID {
            FindingID(codemod: "c", path: "a.py", scope: scope, statement: "0", ordinal: 1)
        }
        func shared(_ one: ReportedFix, _ other: ReportedFix) -> Bool {
            var fixes = [id("one"): one, id("other"): other]
            ReportedFix.noteShared(&fixes)
            #expect(fixes[id("one")]?.sharedWith.isEmpty == fixes[id("other")]?.sharedWith.isEmpty)
            return fixes[id("one")]?.sharedWith == [id("other")]
        }
        #expect(shared(fix((0..<0, "x"), (5..<6, "")), fix((0..<0, "x"), (8..<9, ""))))
        #expect(shared(fix((0..<9, "x")), fix((4..<4, "y"))))
        #expect(shared(fix((0..<5, "x")), fix((4..<6, "y"))))
        #expect(!shared(fix((0..<5, "x")), fix((5..<6, "y"))))
        #expect(!shared(fix((5..<5, "x")), fix((5..<6, "y"))))
        #expect(!shared(fix((5..<5, "x")), fix((2..<5, "y"))))
    }
}
