import FileSystem
import Rewriting
import SourceText

/// A run in reviewdog's format (`DiagnosticResult`), for comments on a change.
public enum RDJSONReport {
    /// Without a final line feed. Throws if a value cannot be encoded.
    public static func text(of report: Report, includesRefusals: Bool) throws -> String {
        let findings = report.shown(report.findings, includesRefusals: includesRefusals)
        let result: JSONValue = [
            "source": ["name": "redline"], "diagnostics": .list(findings.map(diagnostic)),
        ]
        return try result.text()
    }

    private static func diagnostic(_ reported: ReportedFinding) -> JSONValue {
        let suggestion = reported.fix?.suggestion
        // reviewdog posts a suggestion only if it is about the same lines as the comment.
        let range = suggestion.map { lines($0.lines) } ?? self.range(reported.finding.span)
        return [
            "message": .text(message(reported)),
            "location": ["path": .text(reported.path.text ?? reported.path.description), "range": range],
            "severity": .text(severity(reported.severity)), "code": ["value": .text(reported.finding.codemod)],
            "suggestions": suggestion.map { [["range": lines($0.lines), "text": .text($0.text)]] },
        ]
    }

    private static func message(_ reported: ReportedFinding) -> String {
        let finding = reported.finding
        let word = PatchReport.word(finding.outcome)
        var text = MarkdownText.prose("line \(finding.position.line): \(PatchReport.message(finding)) (\(word))")
        for evidence in reported.unnamedEvidence {
            text +=
                "\n\nSee \(MarkdownText.place(evidence.path, evidence.position)): "
                + MarkdownText.escaped(evidence.label)
        }
        if let patch = reported.fix?.patch {
            text += "\n\n<details><summary>The fix</summary>\n\n\(MarkdownText.block(patch, "diff"))\n\n</details>"
        } else if let fix = reported.fixID, fix != reported.id {
            text += "\n\nThe fix of another place repairs this one, too."
        }
        return text
    }

    private static func severity(_ severity: String) -> String {
        switch severity {
        case "critical", "high": "ERROR"
        case "medium": "WARNING"
        default: "INFO"
        }
    }

    private static func lines(_ lines: ClosedRange<Int>) -> JSONValue {
        ["start": ["line": .number(lines.lowerBound)], "end": ["line": .number(lines.upperBound)]]
    }

    /// Columns are bytes.
    private static func range(_ span: TextSpan) -> JSONValue {
        func position(_ point: TextPoint) -> JSONValue {
            ["line": .number(point.position.line), "column": .number(point.utf8Column)]
        }
        return ["start": position(span.start), "end": position(span.end)]
    }
}
