/// A codemod's document: what `redline catalogue ID` prints.
///
/// The Markdown begins with a title line `# id`, a one-line summary, and the lines `Severity:`, `Level:`,
/// `Findings:` and `Commit:`.
public struct CodemodDocument: Sendable {
    /// The stable name in kebab-case, as in `--only` and in suppression comments.
    public let id: String
    public let summary: String
    /// `critical`, `high`, `medium` or `low`, as audits rank the defect.
    public let severity: String
    /// The level that most of its fixes have: `safe` or `review`.
    public let level: String
    /// The findings of audit reports that the codemod answers, e.g. `babyshield/high-2`.
    public let auditFindings: [String]
    /// The subject of the commits that `redline apply` makes.
    public let commitSubject: String
    public let markdown: String

    /// Title, summary and fields stand in the first lines that are not empty.
    private static let headLines = 8

    public init(markdown bytes: [UInt8]) {
        markdown = String(decoding: bytes, as: UTF8.self)
        // Every run reads the head of every document; what follows is for `redline catalogue`.
        let lines = bytes.split(separator: 0x0A, maxSplits: Self.headLines).prefix(Self.headLines)
            .map { String(decoding: $0, as: UTF8.self) }
        id = lines.first.map { String($0.drop { $0 == "#" || $0 == " " }) } ?? ""
        summary = lines.dropFirst().first ?? ""
        func field(_ name: String) -> String {
            lines.first { $0.hasPrefix(name + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingSpaces } ?? ""
        }
        severity = field("Severity").lowercased()
        level = field("Level").lowercased()
        commitSubject = field("Commit")
        auditFindings = field("Findings").split(separator: ",").map(\.trimmingSpaces).filter { !$0.isEmpty }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
