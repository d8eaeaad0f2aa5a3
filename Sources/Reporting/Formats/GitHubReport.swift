import FileSystem
import Rewriting
import SourceText

/// A run as workflow commands of GitHub Actions: annotations of the run, and of the lines in a pull request.
public enum GitHubReport {
    /// GitHub shows so many of each kind per step, and drops the others.
    private static let shown = 10

    /// One command per line, the worst first.
    public static func lines(of report: Report, includesRefusals: Bool) -> [String] {
        let findings = report.shown(report.findings, includesRefusals: includesRefusals).sorted(
            by: ReportedFinding.isWorse)
        let rest = findings.count - shown
        return findings.prefix(shown).map(command) + (rest > 0 ? [more(rest, after: findings[shown - 1])] : [])
    }

    private static func command(_ reported: ReportedFinding) -> String {
        let finding = reported.finding
        var properties = [
            ("file", reported.path.text ?? reported.path.description), ("line", "\(finding.position.line)"),
            ("endLine", "\(finding.end.line)"),
        ]
        // GitHub takes columns only within one line.
        if finding.position.line == finding.end.line {
            properties += [("col", "\(finding.position.column)"), ("endColumn", "\(finding.end.column)")]
        }
        properties.append(("title", "\(finding.codemod) (\(PatchReport.word(finding.outcome)))"))
        let list = properties.map { "\($0)=\(property($1))" }.joined(separator: ",")
        return "::\(kind(reported.severity)) \(list)::\(data(reported.message))"
    }

    /// Of another kind than the last one, whose number is used up.
    private static func more(_ count: Int, after last: ReportedFinding) -> String {
        let kind = kind(last.severity) == "notice" ? "warning" : "notice"
        let text =
            "\(count) more: 'redline preview --format text' lists them; '--format markdown >> \"$GITHUB_STEP_SUMMARY\"' "
            + "shows them all in the summary of the job"
        return "::\(kind) title=redline::\(data(text))"
    }

    private static func kind(_ severity: String) -> String {
        switch severity {
        case "critical", "high": "error"
        case "medium": "warning"
        default: "notice"
        }
    }

    private static func data(_ text: String) -> String {
        // By scalars: CR LF is one character.
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
