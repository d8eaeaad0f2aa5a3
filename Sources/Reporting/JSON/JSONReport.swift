/// A run as JSON, for programs, by the schema `redline-findings-1`.
public enum JSONReport {
    /// The whole report, without a final line feed. Throws if a value cannot be encoded.
    public static func text(of report: Report) throws -> String {
        let document = FindingsDocument(report: report)
        var members = document.header.merging(document.totals) { $1 }
        members["findings"] = .list(report.findings.map(FindingsDocument.value))
        members["suppressed"] = .list(report.suppressed.map(FindingsDocument.value))
        members["skipped"] = .list(document.skipped)
        members["notices"] = .list(document.notices)
        return try JSONValue.object(members).text()
    }
}
