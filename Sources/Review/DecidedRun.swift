import FileSystem
import Reporting
import Rewriting

/// A run that does what was decided: fixes that somebody has turned down are not made, and their places are not reported again.
public struct DecidedRun: Sendable {
    /// What to do with fixes that nobody has decided on.
    public enum Undecided: String, Sendable, CaseIterable {
        case make
        case skip
        /// Make them, and say so as an error.
        case error
    }

    public private(set) var result: RunResult
    /// What was looked at for it; nil if nothing is decided or known, and everything was made.
    public let proposals: Proposals?
    public let matching: DecisionMatching
    /// Which entries of the baseline hold.
    public let baseline: DecisionMatching
    /// Findings that decisions and the baseline hide; those that are not new are not among them.
    public private(set) var hidden: [LocatedFinding] = []
    /// Fixes that nobody has decided on.
    public let undecided: [Proposal]

    /// - Parameters:
    ///   - baseline: findings that were there before Redline was; a decision about one of them wins.
    ///   - since: leaves out everything that is not new.
    ///   - places: makes no other fixes than these, whatever was decided; nil for no such limit.
    public init(
        _ run: PreparedRun, _ decisions: [Decision], undecided policy: Undecided = .make, baseline: Baseline = .none,
        since: NewFindings? = nil, only places: Set<FixPlace>? = nil
    ) {
        if decisions.isEmpty, baseline.entries.isEmpty, policy == .make {
            let old = since?.places ?? []
            self.init(undecided: run.result(making: places.map { .only($0.subtracting(old)) } ?? .allBut(old)), since)
        } else {
            self.init(
                Proposals(run), decisions, undecided: policy, baseline: baseline, since: since, only: places)
        }
    }

    private init(undecided result: RunResult, _ since: NewFindings?) {
        self.result = result
        let nothing = DecisionMatching([], on: []) { _ in nil }
        (proposals, matching, baseline, undecided) = (nil, nothing, nothing, [])
        leaveOutOld(since)
    }

    public init(
        _ proposals: Proposals, _ decisions: [Decision], undecided policy: Undecided = .make,
        baseline: Baseline = .none, since: NewFindings? = nil, only chosen: Set<FixPlace>? = nil
    ) {
        let matching = proposals.matching(decisions)
        let known = proposals.matching(baseline: baseline.entries)
        func isKnown(_ finding: DecisionSubject) -> Bool {
            let subject = proposals.decidable(finding)
            return known.held[finding] != nil && matching.held[subject] == nil
                && !matching.contradictory.contains(subject)
        }
        // A fix of something new is made although it repairs what is known, too.
        func isKnown(_ proposal: Proposal) -> Bool { proposal.findings.map(DecisionSubject.init).allSatisfy(isKnown) }
        (self.proposals, self.matching, self.baseline) = (proposals, matching, known)
        let old = since?.places ?? []
        undecided = proposals.all.filter {
            matching.held[$0.subject] == nil && !isKnown($0) && !old.contains($0.place)
        }
        let accepted = proposals.all.filter { matching.held[$0.subject]?.verdict == .accept }
        let declined = proposals.all.filter {
            matching.held[$0.subject].map { $0.verdict != .accept } ?? (policy == .skip || isKnown($0))
        }
        // Each of several findings that one fix repairs may have a fix of its own that does the same.
        let places = Set(declined.flatMap(\.findings).map(FixPlace.init)).union(old)
        let wanted = policy == .skip ? Set(accepted.map(\.place)) : nil
        func selection(without places: Set<FixPlace>) -> FixSelection {
            if let wanted { return .only((chosen.map(wanted.intersection) ?? wanted).subtracting(places)) }
            return chosen.map { .only($0.subtracting(places)) } ?? .allBut(places)
        }
        result =
            places.isEmpty && chosen == nil
            ? proposals.result : proposals.run.result(making: selection(without: wanted == nil ? places : old))
        let unmade = proposals.all.filter { old.contains($0.place) || chosen?.contains($0.place) == false }
        let edits = HandEdits(proposals, matching, without: unmade)
        if !edits.isEmpty {
            let failed = edits.apply(to: &result)
            if !failed.isEmpty {
                result = proposals.run.result(making: selection(without: places.union(failed.map(\.place))))
                _ = HandEdits(proposals, matching, without: unmade + failed).apply(to: &result)
            }
            result.notices += failed.map(Self.lostEdit)
        }
        hideDecided(isKnown)
        result.notices += notices(isError: policy == .error)
        result.notices += baseline.notices(about: known, leftOut: known.held.keys.filter(isKnown).count)
        leaveOutOld(since)
    }

    private mutating func hideDecided(_ isKnown: (DecisionSubject) -> Bool) {
        func isHidden(_ finding: LocatedFinding) -> Bool {
            if case .fixed = finding.outcome { return false }
            let subject = DecisionSubject(finding)
            return matching.held[subject].map { $0.verdict != .accept } ?? isKnown(subject)
        }
        hidden = result.findings.filter(isHidden)
        result.findings.removeAll(where: isHidden)
    }

    private mutating func leaveOutOld(_ since: NewFindings?) {
        guard let since else { return }
        result.findings.removeAll { finding in
            if case .fixed = finding.outcome { return false }
            return !since.isNew(finding)
        }
        hidden.removeAll { !since.isNew($0) }
        result.suppressed = []
        result.notices += since.notices
        result.since = since.summary
    }

    private func notices(isError: Bool) -> [Notice] {
        var notices: [Notice] = []
        let hidden = matching.held.values.filter { $0.verdict != .accept }
        if !hidden.isEmpty {
            let counts = Dictionary(grouping: hidden, by: \.verdict).map { "\($1.count) \($0.participle)" }
            notices.append(Notice(.note, "left out by decisions: " + counts.sorted().joined(separator: ", ")))
        }
        for proposal in undecided {
            guard let first = proposal.findings.first else { continue }
            let text: String? =
                if matching.contradictory.contains(proposal.subject) {
                    "decided in two ways, after a merge perhaps; decide again"
                } else if let stale = matching.stale[proposal.subject] {
                    stale.reason == .otherFix
                        ? "Redline repairs this differently since the fix was accepted; decide again"
                        : "the code has changed since it was decided on; decide again"
                } else if isError {
                    "undecided: \(proposal.codemod), \(proposal.id)"
                } else {
                    nil
                }
            if let text {
                notices.append(Notice(isError ? .error : .note, text, path: first.path, position: first.position))
            }
        }
        return notices
    }

    private static func lostEdit(_ proposal: Proposal) -> Notice {
        Notice(
            .error, "accepted as edited, but the edited lines are not found any more: not made; decide again",
            path: proposal.path,
            position: proposal.findings.first?.position)
    }
}
