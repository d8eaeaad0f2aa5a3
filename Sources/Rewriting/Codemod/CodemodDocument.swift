/// A codemod's document, as printed by `redline catalogue ID`.
///
/// The Markdown begins with a title line `# id`, a one-line summary, the lines `Severity:`, `Level:`, `Findings:` and
/// `Commit:`, and optionally `Formerly:`.
public struct CodemodDocument: Sendable {
    /// The stable name in kebab-case, as used in `--only` and in suppression comments.
    public let id: String
    private let bytes: [UInt8]

    /// Reads only the title: every run creates the documents of all codemods.
    public init(markdown bytes: [UInt8]) {
        self.bytes = bytes
        let title = bytes.prefix { $0 != 0x0A }.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: " ") }
        id = String(decoding: title, as: UTF8.self)
    }

    public var markdown: String { String(decoding: bytes, as: UTF8.self) }

    public var summary: String { head.dropFirst().first ?? "" }

    /// `critical`, `high`, `medium` or `low`, as audits rank the defect.
    public var severity: String { field("Severity").lowercased() }

    /// 0 for the worst. Unknown severities come last.
    public var severityRank: Int { Self.severities.firstIndex(of: severity) ?? Self.severities.count }

    private static let severities = ["critical", "high", "medium", "low"]

    /// The level that most of its fixes have: `safe` or `review`.
    public var level: String { field("Level").lowercased() }

    /// Former names: comments and configurations may still use them.
    public var formerNames: [String] {
        field("Formerly").split(separator: ",").map(\.trimmingSpaces).filter { !$0.isEmpty }
    }

    /// The subject of the commits made by `redline apply`.
    public var commitSubject: String { field("Commit") }

    /// Title, summary and fields: the first lines that are not empty.
    private var head: [String] {
        bytes.split(separator: 0x0A, maxSplits: 9).prefix(9).map { String(decoding: $0, as: UTF8.self) }
    }

    private func field(_ name: String) -> String {
        head.first { $0.hasPrefix(name + ":") }.map { $0.dropFirst(name.count + 1).trimmingSpaces } ?? ""
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
