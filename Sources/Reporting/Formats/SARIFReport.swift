import FileSystem
import Git
import Rewriting
import SourceText

/// A run as SARIF 2.1.0, for code scanning.
///
/// Results that decisions or comments hide are there, too, with their suppressions: a result that was reported before would otherwise
/// count as repaired.
public struct SARIFReport {
    private let report: Report
    private let findings: [ReportedFinding]
    private let rules: [String: Int]

    /// - Parameter includesRefusals: whether places without a fix are results, too.
    public init(_ report: Report, includesRefusals: Bool) {
        self.report = report
        let all =
            report.shown(report.findings, includesRefusals: includesRefusals)
            + report.suppressed.filter { includesRefusals || $0.isFixable }
        findings = all.sorted {
            ($0.path, $0.finding.range.lowerBound, $0.id) < ($1.path, $1.finding.range.lowerBound, $1.id)
        }
        rules = Dictionary(uniqueKeysWithValues: report.documents.enumerated().map { ($1.id, $0) })
    }

    /// Without a final line feed. Throws if a value cannot be encoded.
    public func text() throws -> String {
        let log: JSONValue = [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0", "runs": [run],
        ]
        return try log.text()
    }

    private static let base = "SRCROOT"

    private var run: JSONValue {
        [
            "tool": [
                "driver": [
                    "name": "Redline", "version": .text(ProgramVersion.current),
                    "semanticVersion": .text(ProgramVersion.current), "rules": .list(report.documents.map(Self.rule)),
                ]
            ],
            "language": "en-US", "defaultEncoding": "utf-8", "defaultSourceLanguage": "python",
            // Columns count characters; Python ends lines with a lone CR, too.
            "columnKind": "unicodeCodePoints", "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": [Self.base: root], "versionControlProvenance": provenance,
            "invocations": [invocation], "results": .list(findings.map(result)),
        ]
    }

    private var root: JSONValue {
        guard let root = report.origin.root else {
            return ["description": ["text": "The folder of the file that standard input represents."]]
        }
        return ["uri": .text(PathURI.folder(root)), "description": ["text": "The root of the project."]]
    }

    private var provenance: JSONValue? {
        guard let repository = report.origin.repository else { return nil }
        return [
            [
                "repositoryUri": .text(repository), "revisionId": report.origin.commit.map { .text($0.description) },
                "branch": report.origin.branch.map(JSONValue.text), "mappedTo": ["uriBaseId": .text(Self.base)],
            ]
        ]
    }

    // MARK: Rules

    private static func rule(_ document: CodemodDocument) -> JSONValue {
        [
            "id": .text(document.id), "name": .text(document.id),
            "shortDescription": message(PlainMarkdown.text(document.summary)),
            "help": ["text": .text(PlainMarkdown.text(document.markdown)), "markdown": .text(document.markdown)],
            "defaultConfiguration": ["level": .text(level(document.severity))],
            "properties": [
                "tags": ["reliability"], "precision": "high",
                "problem.severity": .text(
                    level(document.severity) == "note" ? "recommendation" : level(document.severity)),
                "severity": .text(document.severity), "level": .text(document.level),
            ],
        ]
    }

    private static func level(_ severity: String) -> String {
        switch severity {
        case "critical", "high": "error"
        case "medium": "warning"
        default: "note"
        }
    }

    /// A message without arguments: braces are doubled (3.11.5), and nothing in it is a link (3.11.6).
    private static func message(_ text: String) -> JSONValue {
        let plain = TerminalText.escaped(text)
        return [
            "text": .text(
                plain.replacing("{", with: "{{").replacing("}", with: "}}").replacing("](", with: "] ("))
        ]
    }

    // MARK: Results

    private func result(_ reported: ReportedFinding) -> JSONValue {
        let finding = reported.finding
        let scope = finding.identity.scope
        let id: JSONValue = .text(reported.id.description)
        return [
            "ruleId": .text(finding.codemod), "ruleIndex": rules[finding.codemod].map(JSONValue.number),
            "level": .text(Self.level(reported.severity)), "kind": "fail",
            "message": Self.message(PatchReport.message(finding)),
            "locations": [
                [
                    "physicalLocation": Self.location(finding.path, finding.span),
                    "logicalLocations": scope.isEmpty ? nil : [["fullyQualifiedName": .text(scope), "kind": "member"]],
                ]
            ],
            "relatedLocations": finding.evidence.isEmpty ? nil : .list(finding.evidence.enumerated().map(Self.related)),
            // GitHub compares only the first one.
            "partialFingerprints": ["primaryLocationLineHash": id, "redlineFinding/v1": id],
            "fixes": reported.fix.map { [Self.fix($0, of: reported)] },
            // In a run with suppressions, every result has the list (3.27.23).
            "suppressions": .list(reported.decision.flatMap(Self.suppression).map { [$0] } ?? []),
            "properties": [
                "severity": .text(reported.severity), "outcome": .text(PatchReport.word(finding.outcome)),
                "requires": reported.fix.flatMap {
                    $0.requires.isEmpty ? nil : JSONValue($0.requires.map(\.description))
                },
            ],
        ]
    }

    private static func related(_ number: Int, _ evidence: LocatedEvidence) -> JSONValue {
        [
            "id": .number(number + 1), "physicalLocation": location(evidence.path, evidence.span),
            "message": message(evidence.label),
        ]
    }

    private static func location(_ path: Path, _ span: TextSpan) -> JSONValue {
        ["artifactLocation": artifact(path), "region": region(span)]
    }

    private static func artifact(_ path: Path) -> JSONValue {
        path.isAbsolute
            ? ["uri": .text("file://" + PathURI.text(of: path))]
            : ["uri": .text(PathURI.text(of: path)), "uriBaseId": .text(base)]
    }

    private static func region(_ span: TextSpan) -> JSONValue {
        [
            "startLine": .number(span.start.position.line), "startColumn": .number(span.start.position.column),
            "endLine": .number(span.end.position.line), "endColumn": .number(span.end.position.column),
        ]
    }

    private static func fix(_ fix: ReportedFix, of reported: ReportedFinding) -> JSONValue {
        let files = Dictionary(grouping: fix.edits, by: \.path).sorted { $0.key < $1.key }
        let word = PatchReport.word(reported.finding.outcome)
        return [
            "description": message("Fix by \(reported.finding.codemod) (\(word))"),
            "artifactChanges": .list(
                files.map { path, edits in
                    [
                        "artifactLocation": artifact(path),
                        "replacements": .list(
                            edits.map { edit in
                                [
                                    "deletedRegion": region(edit.span),
                                    "insertedContent": edit.text.isEmpty ? nil : ["text": .text(edit.text)],
                                ]
                            }),
                    ]
                }),
        ]
    }

    private static func suppression(_ decision: ReportedDecision) -> JSONValue? {
        switch (decision.state, decision.source) {
        case (.accept, _), (.stale, _), (.contradictory, _): nil
        case (_, .comment(let text)):
            ["kind": "inSource", "status": "accepted", "justification": .text(TerminalText.escaped(text))]
        case (let state, let source):
            [
                "kind": "external", "status": "accepted",
                "justification": .text(
                    TerminalText.escaped(
                        decision.reason ?? "\(state.rawValue) (\(source == .baseline ? "baseline" : "decision"))")),
            ]
        }
    }

    // MARK: The run of the program

    private var invocation: JSONValue {
        let result = report.result
        let skipped = result.skipped.map { skip in
            Self.notification(
                skip.isError ? "error" : "note", skip.reason.code, skip.reason.message, skip.path, skip.reason.position)
        }
        let notices = result.notices.map { notice in
            Self.notification(notice.severity.rawValue, "notice", notice.message, notice.path, notice.position)
        }
        return [
            "executionSuccessful": .flag(!result.hasErrors), "exitCode": .number(report.exitCode),
            "exitCodeDescription": .text(
                ["nothing to fix", "fixes found", "something could not be looked at"][report.exitCode]),
            "toolExecutionNotifications": .list(skipped + notices),
        ]
    }

    private static func notification(
        _ level: String, _ code: String, _ text: String, _ path: Path?, _ position: SourcePosition?
    ) -> JSONValue {
        let region: JSONValue? = position.map { ["startLine": .number($0.line), "startColumn": .number($0.column)] }
        return [
            "level": .text(level), "descriptor": ["id": .text(code)], "message": message(text),
            "locations": path.map { path in
                [["physicalLocation": ["artifactLocation": artifact(path), "region": region]]]
            },
        ]
    }
}
