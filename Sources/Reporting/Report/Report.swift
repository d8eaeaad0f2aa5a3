import Rewriting

/// What a run has found, with all that reports show about each finding: formats only write it down.
public struct Report: Sendable {
    public let result: RunResult
    /// Of the codemods that ran.
    public let documents: [CodemodDocument]
    public let origin: ReportOrigin
    public let settings: ReportSettings
    /// What is reported, by path and place.
    public let findings: [ReportedFinding]
    /// What decisions, the baseline and comments in the source hide, by path and place.
    public let suppressed: [ReportedFinding]

    public init(
        _ result: RunResult, _ documents: [CodemodDocument], origin: ReportOrigin, settings: ReportSettings,
        findings: [ReportedFinding], suppressed: [ReportedFinding]
    ) {
        (self.result, self.documents, self.origin, self.settings) = (result, documents, origin, settings)
        (self.findings, self.suppressed) = (findings, suppressed)
    }

    /// As `redline preview` exits.
    public var exitCode: Int { result.hasErrors ? 2 : result.changes.isEmpty ? 0 : 1 }

    /// What formats for reviewers show: places with a fix, and the others on request.
    func shown(_ findings: [ReportedFinding], includesRefusals: Bool) -> [ReportedFinding] {
        includesRefusals ? findings : findings.filter(\.isFixed)
    }

    /// By codemod; nil for one that did not run.
    var documentsByID: [String: CodemodDocument] {
        Dictionary(documents.map { ($0.id, $0) }) { first, _ in first }
    }
}
