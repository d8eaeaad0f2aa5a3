/// The same as lines of JSON, for streams: a header, then findings and the rest, and totals at the end.
public enum JSONLinesReport {
    /// Without line feeds. Throws if a value cannot be encoded.
    public static func lines(of report: Report) throws -> [String] {
        let document = FindingsDocument(report: report)
        var lines = [try line("header", .object(document.header))]
        for finding in report.findings { lines.append(try line("finding", FindingsDocument.value(finding))) }
        for finding in report.suppressed { lines.append(try line("suppressed", FindingsDocument.value(finding))) }
        for skipped in document.skipped { lines.append(try line("skipped", skipped)) }
        for notice in document.notices { lines.append(try line("notice", notice)) }
        return lines + [try line("totals", .object(document.totals))]
    }

    private static func line(_ type: String, _ value: JSONValue) throws -> String {
        guard case .object(var members) = value else { return try value.text(.line) }
        members["type"] = .text(type)
        return try JSONValue.object(members).text(.line)
    }
}
