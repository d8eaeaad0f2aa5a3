import FileSystem
import Rewriting
import SourceText

/// A finding in a report.
public struct ReportedFinding: Sendable {
    public let finding: LocatedFinding
    public let id: FindingID
    /// As in the codemod's document.
    public let severity: String
    /// 0 for the worst severity.
    public let rank: Int
    /// Nil if nobody has decided.
    public let decision: ReportedDecision?
    /// The finding that its fix is called by, which may be another one; nil if there is no fix.
    public let fixID: FindingID?
    /// What the fix changes; nil if it is called by another finding, or not asked for.
    public let fix: ReportedFix?

    public init(
        _ finding: LocatedFinding, _ document: CodemodDocument?, decision: ReportedDecision?, fixID: FindingID?,
        fix: ReportedFix?
    ) {
        self.finding = finding
        id = FindingID(finding)
        severity = document?.severity ?? ""
        rank = document?.severityRank ?? .max
        (self.decision, self.fixID, self.fix) = (decision, fixID, fix)
    }

    public var path: Path { finding.path }

    /// True if the run makes its fix.
    var isFixed: Bool { if case .fixed = finding.outcome { true } else { false } }

    /// True if there is a fix, made or left out.
    var isFixable: Bool {
        switch finding.outcome {
        case .fixed, .leftOut: true
        case .refused, .withdrawn, .reported: false
        }
    }

    /// What is wrong, and why nothing is done about it if that is so; on one line, without control characters.
    var message: String { TerminalText.escaped(PatchReport.message(finding)) }

    /// The evidence that the message does not name already.
    var unnamedEvidence: [LocatedEvidence] { finding.unnamedEvidence }

    /// The worst first, then by path and place.
    static func isWorse(_ one: ReportedFinding, _ other: ReportedFinding) -> Bool {
        (one.rank, one.path, one.finding.range.lowerBound, one.id)
            < (other.rank, other.path, other.finding.range.lowerBound, other.id)
    }
}

/// What was decided about a finding.
public struct ReportedDecision: Sendable, Equatable {
    public enum State: String, Sendable {
        case accept, reject, ignore, known
        /// It was decided on, and has changed since.
        case stale
        /// Two decisions say different things, after a merge perhaps.
        case contradictory
    }

    public enum Source: Sendable, Equatable {
        case decisions
        case baseline
        /// In the source file, as written there.
        case comment(String)
    }

    public let state: State
    public let source: Source
    public let reason: String?

    public init(_ state: State, in source: Source, reason: String? = nil) {
        (self.state, self.source, self.reason) = (state, source, reason)
    }
}

extension LocatedFinding {
    /// The evidence that the message does not name already.
    var unnamedEvidence: [LocatedEvidence] {
        evidence.filter { !message.contains("\($0.path):\($0.position.line)") }
    }
}
