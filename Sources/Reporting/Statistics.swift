import FoundationEssentials
import Rewriting

/// The number of findings per codemod, for `--statistics`: the most frequent first.
public struct Statistics: Sendable {
    public struct Row: Sendable, Equatable, Encodable {
        public let codemod: String
        /// Findings, whether they can be fixed or not.
        public let count: Int
        /// Those with a fix, whether the run makes it or leaves it out.
        public let fixable: Int
        public let severity: String
    }

    public let rows: [Row]

    public init(_ result: RunResult, _ documents: [CodemodDocument]) {
        rows = CodemodTally.all(of: result, documents).enumerated()
            .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map { _, tally in
                Row(codemod: tally.codemod, count: tally.count, fixable: tally.fixable, severity: tally.severity)
            }
    }

    /// One line per codemod: `12  try-insert-catch-seeding  critical  10 fixable`.
    public func lines(_ palette: Palette) -> [String] {
        let counts = Self.aligned(rows.map { String($0.count) }, right: true)
        let names = Self.aligned(rows.map(\.codemod))
        let severities = Self.aligned(rows.map(\.severity))
        let fixable = Self.aligned(rows.map { String($0.fixable) }, right: true)
        return rows.indices.map { index in
            let severity = palette.paint(severities[index], .severity(rows[index].severity))
            return "\(counts[index])  \(palette.paint(names[index], .title))  \(severity)  \(fixable[index]) fixable"
        }
    }

    private static func aligned(_ texts: [String], right: Bool = false) -> [String] {
        let width = texts.map(\.count).max() ?? 0
        return texts.map { text in
            let padding = String(repeating: " ", count: width - text.count)
            return right ? padding + text : text + padding
        }
    }

    /// An array of the rows, without a final line feed. Throws if a value cannot be encoded.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(rows), as: UTF8.self)
    }
}
