import Foundation
import Rewriting
import SourceText

/// A run as JSON, for programs. Keys are sorted, so that equal runs print equal bytes.
public enum JSONReport {
    private struct Document: Encodable {
        let findings: [Entry]
        let skipped: [Skipped]
        let changedFiles: [String]
        let filesRead: Int
        let filesParsed: Int
    }

    private struct Entry: Encodable {
        let path: String
        let line: Int
        let column: Int
        let codemod: String
        let message: String
        /// `fixed`, `refused`, `withdrawn` or `reported`.
        let outcome: String
        let level: String?
        let reason: String?
        let explanation: String?
    }

    private struct Skipped: Encodable {
        let path: String
        let reason: String
        let message: String
        let line: Int?
        let column: Int?
    }

    public static func text(of result: RunResult) throws -> String {
        let document = Document(
            findings: result.findings.map(entry),
            skipped: result.skipped.map {
                Skipped(
                    path: $0.path, reason: $0.reason.code, message: $0.reason.message,
                    line: $0.reason.position?.line, column: $0.reason.position?.column)
            },
            changedFiles: result.changes.map(\.path), filesRead: result.filesRead, filesParsed: result.filesParsed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private static func entry(_ finding: LocatedFinding) -> Entry {
        let (outcome, level, reason, explanation): (String, String?, String?, String?) =
            switch finding.outcome {
            case .fixed(let level): ("fixed", level.rawValue, nil, nil)
            case .refused(let reason): ("refused", nil, reason.code, reason.explanation)
            case .withdrawn(let why): ("withdrawn", nil, nil, why)
            case .reported: ("reported", nil, nil, nil)
            }
        return Entry(
            path: finding.path, line: finding.position.line, column: finding.position.column, codemod: finding.codemod,
            message: finding.message, outcome: outcome, level: level, reason: reason, explanation: explanation)
    }
}
