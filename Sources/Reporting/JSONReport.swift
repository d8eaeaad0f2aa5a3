import FileSystem
import FoundationEssentials
import Git
import Inputs
import Rewriting
import SourceText

/// A run as JSON, for programs. Keys are sorted, so that equal runs print equal bytes.
///
/// `path` is display text. If a name is not UTF-8, its bytes follow as `pathBytes` in base64 (RFC 4648); without that
/// key, the UTF-8 of `path` is the name.
public enum JSONReport {
    private struct Document: Encodable {
        let configuration: Configuration?
        let level: String
        let since: Since?
        let findings: [Entry]
        let skipped: [Skipped]
        let notices: [Message]
        let changedFiles: [File]
        let filesRead: Int
        let filesParsed: Int
    }

    private struct File: Encodable {
        let path: String
        let pathBytes: String?

        init(_ path: Path) {
            self.path = path.text ?? path.description
            pathBytes = path.text == nil ? Data(path.bytes).base64EncodedString() : nil
        }
    }

    private struct Configuration: Encodable {
        let file: File
        /// Null for the working tree.
        let commit: String?
    }

    /// Only new findings are in the report.
    private struct Since: Encodable {
        let revision: String
        /// The merge base.
        let commit: String
        /// Number of findings that were there.
        let known: Int
        let newInUnchangedLines: Int?

        init(_ since: RunResult.Since) {
            revision = since.revision
            commit = since.commit
            known = since.known
            newInUnchangedLines = since.inUnchangedLines
        }
    }

    private struct Entry: Encodable {
        let path: String
        let pathBytes: String?
        let line: Int
        let column: Int
        let endLine: Int
        let endColumn: Int
        /// Identifies the finding in other versions of its file: see `FindingIdentity`.
        let id: String
        /// The classes and functions around it.
        let scope: String
        let codemod: String
        let message: String
        /// `fixed`, `left-out`, `refused`, `withdrawn` or `reported`.
        let outcome: String
        let level: String?
        let reason: String?
        let explanation: String?
        let evidence: [Place]
    }

    /// A place that the decision depends on.
    private struct Place: Encodable {
        let path: String
        let pathBytes: String?
        let line: Int
        let column: Int
        let label: String

        init(_ evidence: LocatedEvidence) {
            let file = File(evidence.path)
            path = file.path
            pathBytes = file.pathBytes
            line = evidence.position.line
            column = evidence.position.column
            label = evidence.label
        }
    }

    private struct Skipped: Encodable {
        let path: String
        let pathBytes: String?
        let reason: String
        let message: String
        let line: Int?
        let column: Int?
        let isError: Bool
    }

    private struct Message: Encodable {
        /// `error`, `warning` or `note`.
        let severity: String
        let path: String?
        let pathBytes: String?
        let line: Int?
        let column: Int?
        let message: String
    }

    /// The whole report, without a final line feed. Throws if a value cannot be encoded.
    public static func text(
        of result: RunResult, level: FixLevel, configuration: LocatedConfiguration
    ) throws -> String {
        let document = Document(
            configuration: configuration.file.map {
                Configuration(file: File($0), commit: configuration.commit?.description)
            },
            level: level.rawValue, since: result.since.map(Since.init), findings: result.findings.map(entry),
            skipped: result.skipped.map(skipped),
            notices: result.notices.map(message), changedFiles: result.changes.map { File($0.path) },
            filesRead: result.filesRead, filesParsed: result.filesParsed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }

    private static func skipped(_ skip: SkippedFile) -> Skipped {
        let file = File(skip.path)
        return Skipped(
            path: file.path, pathBytes: file.pathBytes, reason: skip.reason.code, message: skip.reason.message,
            line: skip.reason.position?.line, column: skip.reason.position?.column, isError: skip.isError)
    }

    private static func message(_ notice: Notice) -> Message {
        let file = notice.path.map { File($0) }
        return Message(
            severity: notice.severity.rawValue, path: file?.path, pathBytes: file?.pathBytes,
            line: notice.position?.line, column: notice.position?.column, message: notice.message)
    }

    private static func entry(_ finding: LocatedFinding) -> Entry {
        let (outcome, level, reason, explanation): (String, String?, String?, String?) =
            switch finding.outcome {
            case .fixed(let level): ("fixed", level.rawValue, nil, nil)
            case .leftOut(let level): ("left-out", level.rawValue, nil, nil)
            case .refused(let reason): ("refused", nil, reason.code, reason.text)
            case .withdrawn(let why): ("withdrawn", nil, nil, why)
            case .reported: ("reported", nil, nil, nil)
            }
        let file = File(finding.path)
        return Entry(
            path: file.path, pathBytes: file.pathBytes, line: finding.position.line, column: finding.position.column,
            endLine: finding.end.line, endColumn: finding.end.column, id: FindingID(finding).description,
            scope: finding.identity.scope, codemod: finding.codemod, message: finding.message, outcome: outcome,
            level: level, reason: reason, explanation: explanation, evidence: finding.evidence.map(Place.init))
    }
}
