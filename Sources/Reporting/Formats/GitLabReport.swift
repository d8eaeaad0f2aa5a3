import FileSystem
import Rewriting
import SourceText

/// A run for GitLab's Code Quality.
public enum GitLabReport {
    /// Without a final line feed. Throws if a value cannot be encoded.
    public static func text(of report: Report, includesRefusals: Bool) throws -> String {
        let findings = report.shown(report.findings, includesRefusals: includesRefusals)
        return try JSONValue.list(findings.map(issue)).text()
    }

    private static func issue(_ reported: ReportedFinding) -> JSONValue {
        let finding = reported.finding
        func position(_ position: SourcePosition) -> JSONValue {
            ["line": .number(position.line), "column": .number(position.column)]
        }
        return [
            "description": .text(reported.message), "check_name": .text(finding.codemod),
            "fingerprint": .text(reported.id.description), "severity": .text(severity(reported.severity)),
            "location": [
                "path": .text(reported.path.text ?? reported.path.description),
                "positions": ["begin": position(finding.position), "end": position(finding.end)],
            ],
        ]
    }

    private static func severity(_ severity: String) -> String {
        switch severity {
        case "critical": "critical"
        case "high": "major"
        case "medium": "minor"
        default: "info"
        }
    }
}
