import FileSystem
import Git
import Reporting
import Rewriting
import SourceText

/// Puts together what reports show about the findings of a run.
public struct ReportContents {
    /// How much is worked out about each fix: it costs a run of its file.
    public enum Detail: Sendable {
        case none
        /// Each fix by itself.
        case fixes
    }

    private let run: DecidedRun
    private let proposals: Proposals?
    private let documents: [String: CodemodDocument]
    private let origin: ReportOrigin
    private let settings: ReportSettings

    /// - Parameter prepared: what the run made its fixes of.
    public init(
        _ run: DecidedRun, of prepared: PreparedRun, origin: ReportOrigin, settings: ReportSettings, _ detail: Detail
    ) {
        self.run = run
        proposals = detail == .none ? run.proposals : run.proposals ?? Proposals(prepared)
        documents = Dictionary(prepared.documents.map { ($0.id, $0) }) { first, _ in first }
        (self.origin, self.settings) = (origin, settings)
        self.detail = detail
    }

    private let detail: Detail

    /// - Parameter result: of the run, with what became known after it.
    public func report(_ result: RunResult) throws(GitError) -> Report {
        let fixes = try detail == .none ? [:] : self.fixes(result)
        let ids = Self.ids(result)
        return Report(
            result, documents.values.sorted { $0.id < $1.id }, origin: origin, settings: settings,
            findings: result.findings.map { finding in
                let id = finding.fix.flatMap { ids[$0] }
                return reported(finding, fixID: id, fixes[FindingID(finding)])
            },
            suppressed: suppressed(result).sorted {
                ($0.path, $0.finding.range.lowerBound, $0.id) < ($1.path, $1.finding.range.lowerBound, $1.id)
            })
    }

    /// The finding that each fix is called by: its first one.
    private static func ids(_ result: RunResult) -> [FixPlace: FindingID] {
        let findings = result.findings.compactMap { finding in finding.fix.map { ($0, finding) } }
        let first = Dictionary(findings) { $0.range.lowerBound <= $1.range.lowerBound ? $0 : $1 }
        return first.mapValues { FindingID($0) }
    }

    private func suppressed(_ result: RunResult) -> [ReportedFinding] {
        run.hidden.map { reported($0, fixID: nil, nil) }
            + result.suppressed.map { suppressed in
                let decision = ReportedDecision(.ignore, in: .comment(TerminalText.escaped(suppressed.comment)))
                return ReportedFinding(
                    suppressed.finding, documents[suppressed.finding.codemod], decision: decision, fixID: nil, fix: nil)
            }
    }

    private func reported(_ finding: LocatedFinding, fixID: FindingID?, _ fix: ReportedFix?) -> ReportedFinding {
        ReportedFinding(
            finding, documents[finding.codemod], decision: decision(finding), fixID: fixID, fix: fix)
    }

    // MARK: Decisions

    private func decision(_ finding: LocatedFinding) -> ReportedDecision? {
        guard let proposals else { return nil }
        let own = DecisionSubject(finding)
        let subject = proposals.decidable(own)
        if run.matching.contradictory.contains(subject) { return ReportedDecision(.contradictory, in: .decisions) }
        if let held = run.matching.held[subject] { return Self.reported(held, in: .decisions) }
        if let stale = run.matching.stale[subject] {
            return ReportedDecision(.stale, in: .decisions, reason: stale.decision.reason)
        }
        return run.baseline.held[own].map { Self.reported($0, in: .baseline) }
    }

    private static func reported(_ decision: Decision, in source: ReportedDecision.Source) -> ReportedDecision {
        let state: ReportedDecision.State =
            switch decision.verdict {
            case .accept: .accept
            case .reject: .reject
            case .ignore: .ignore
            case .known: .known
            }
        return ReportedDecision(state, in: source, reason: decision.reason)
    }

    // MARK: Fixes

    /// What each fix of the run's findings changes, by the finding that it is called by.
    private func fixes(_ result: RunResult) throws(GitError) -> [FindingID: ReportedFix] {
        guard let proposals else { return [:] }
        var fixes: [FindingID: ReportedFix] = [:]
        for finding in result.findings where finding.isFixed {
            guard let proposal = proposals.proposal(of: finding), fixes[proposal.id] == nil else { continue }
            fixes[proposal.id] = try fix(proposal, proposals)
        }
        ReportedFix.noteShared(&fixes)
        return fixes
    }

    private func fix(_ proposal: Proposal, _ proposals: Proposals) throws(GitError) -> ReportedFix {
        let part = proposals.knownPart(of: proposal.place) ?? proposals.workOut(proposal.place)
        let changes = edited(part, of: proposal)
        let files = changes.map(FixEdits.init)
        let only = files.count == 1 && files.first?.change.path == proposal.path ? files.first : nil
        let suggestion = only?.suggestion
        let ids = part.requires.compactMap { proposals.proposal(at: $0)?.id }.sorted()
        return ReportedFix(
            edits: files.flatMap(\.edits), requires: ids, suggestion: suggestion,
            patch: suggestion == nil ? try patch(changes) : nil)
    }

    /// With what somebody has made of an accepted fix.
    private func edited(_ part: Proposals.Part, of proposal: Proposal) -> [FileChange] {
        guard let decision = run.matching.held[proposal.subject], decision.verdict == .accept, let text = decision.edit,
            let lines = EditableLines(part, of: proposal)
        else { return part.together }
        return part.together.map { change in
            guard change.path == lines.path, let after = lines.replaced(by: text, in: change.after) else {
                return change
            }
            return FileChange(path: change.path, before: change.before, after: after)
        }
    }

    private func patch(_ changes: [FileChange]) throws(GitError) -> String {
        var patch: [UInt8] = []
        for change in changes {
            patch += try UnifiedDiff.patch(old: change.before, new: change.after, path: change.path)
        }
        return String(decoding: patch, as: UTF8.self)
    }
}

extension LocatedFinding {
    fileprivate var isFixed: Bool { if case .fixed = outcome { true } else { false } }
}
