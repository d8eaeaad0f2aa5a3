import FileSystem
import Rewriting

/// A run as Markdown, for the summary of a job.
public enum MarkdownReport {
    /// In bytes: what GitHub takes as the summary of a step.
    public static let limit = 1 << 20
    /// In bytes, for what follows the findings.
    private static let reserve = 1 << 16

    /// Ends with a line feed.
    public static func text(of report: Report, includesRefusals: Bool, limit: Int = Self.limit) -> String {
        var text = LimitedText(limit: limit) { $0.utf8.count }
        let reserve = min(Self.reserve, limit / 4)
        text.add(headline(report))
        let shown = report.shown(report.findings, includesRefusals: includesRefusals)
        for group in groups(of: shown, report) {
            let more = text.add([heading(group, report) + row(group[0])] + group.dropFirst().map(row), keeping: reserve)
            if more > 0 { text.add(Self.more(more, group[0].finding.codemod)) }
        }
        if !includesRefusals {
            let others = report.findings.count - shown.count
            if others > 0 { text.add("\n\(others.counted("place")) left alone; `--refusals` shows why.\n") }
        }
        if !report.suppressed.isEmpty {
            text.add("\n\(report.suppressed.count.counted("place")) hidden by decisions, the baseline or comments.\n")
        }
        let problems = problems(report)
        if !problems.isEmpty {
            text.add("\n### Not looked at\n\n")
            let more = text.add(problems, keeping: 200)
            if more > 0 { text.add("- and \(more) more\n") }
        }
        return text.text
    }

    private static func more(_ count: Int, _ codemod: String) -> String {
        """

        \(count.counted("more place")) of \(MarkdownText.code(codemod)): no room here, `redline preview --format text` \
        lists all.

        """
    }

    private static func headline(_ report: Report) -> String {
        let fixed = report.findings.filter(\.isFixed)
        let review = fixed.filter { $0.finding.outcome == .fixed(.review) }.count
        let since = report.result.since.map {
            ", new since \(MarkdownText.escaped($0.revision)) (\($0.commit.prefix(7))); \($0.known) known"
        }
        let files = report.result.changes.count.counted("file")
        let what =
            fixed.isEmpty
            ? (report.result.hasErrors ? "no fixes" : "nothing to fix")
            : "\(fixed.count.counted("fix", plural: "fixes")) in \(files)"
                + (review == 0 ? "" : ", \(review) of them for review")
        return "## Redline: \(what)\(since ?? "")\n"
    }

    /// By codemod, the worst first.
    private static func groups(of findings: [ReportedFinding], _ report: Report) -> [[ReportedFinding]] {
        Dictionary(grouping: findings, by: \.finding.codemod).values.sorted {
            ($0[0].rank, $0[0].finding.codemod) < ($1[0].rank, $1[0].finding.codemod)
        }
    }

    private static func heading(_ group: [ReportedFinding], _ report: Report) -> String {
        let codemod = group[0].finding.codemod
        let summary = report.documentsByID[codemod].map { $0.summary + "\n\n" } ?? ""
        return """

            ### \(MarkdownText.escaped(codemod)) (\(MarkdownText.escaped(group[0].severity))): \(group.count)

            \(summary)| place | in | finding | level |
            |---|---|---|---|

            """
    }

    private static func row(_ reported: ReportedFinding) -> String {
        let finding = reported.finding
        let scope = finding.identity.scope
        let evidence = reported.unnamedEvidence.map {
            "<br>\(MarkdownText.place($0.path, $0.position)): \(MarkdownText.prose($0.label))"
        }.joined()
        let cells = [
            MarkdownText.place(finding.path, finding.position), scope.isEmpty ? "" : MarkdownText.code(scope),
            MarkdownText.prose(PatchReport.message(finding)) + evidence,
            MarkdownText.escaped(PatchReport.word(finding.outcome)),
        ]
        return "| " + cells.map(MarkdownText.cell).joined(separator: " | ") + " |\n"
    }

    private static func problems(_ report: Report) -> [String] {
        report.result.skipped.filter(\.isError).map { skip in
            let place = MarkdownText.code("\(skip.path)\(skip.reason.position.map { ":\($0)" } ?? "")")
            return "- \(place): \(MarkdownText.escaped(skip.reason.message))\n"
        }
            + report.result.notices.filter { $0.severity == .error }.map { notice in
                let place = notice.path.map {
                    MarkdownText.code("\($0)\(notice.position.map { ":\($0)" } ?? "")") + ": "
                }
                return "- \(place ?? "")\(MarkdownText.escaped(notice.message))\n"
            }
    }
}
