import FileSystem
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
    /// What was looked at for it; nil if there are no decisions, and everything was made.
    public let proposals: Proposals?
    public let matching: DecisionMatching
    /// Fixes that nobody has decided on.
    public let undecided: [Proposal]

    public init(_ run: PreparedRun, _ decisions: [Decision], undecided policy: Undecided = .make) {
        if decisions.isEmpty, policy == .make {
            self.init(undecided: run.result())
        } else {
            self.init(Proposals(run), decisions, undecided: policy)
        }
    }

    private init(undecided result: RunResult) {
        self.result = result
        (proposals, matching, undecided) = (nil, DecisionMatching([], on: []) { _ in nil }, [])
    }

    public init(_ proposals: Proposals, _ decisions: [Decision], undecided policy: Undecided = .make) {
        let run = proposals.run
        let matching = proposals.matching(decisions)
        self.proposals = proposals
        self.matching = matching
        undecided = proposals.all.filter { matching.held[$0.subject] == nil }
        let accepted = proposals.all.filter { matching.held[$0.subject]?.verdict == .accept }
        let declined = proposals.all.filter {
            matching.held[$0.subject].map { $0.verdict != .accept } ?? (policy == .skip)
        }
        let places = Set(declined.map(\.place))
        result =
            places.isEmpty
            ? proposals.result
            : run.result(making: policy == .skip ? .only(Set(accepted.map(\.place))) : .allBut(places))
        let edits = HandEdits(proposals, matching)
        if !edits.isEmpty {
            let failed = edits.apply(to: &result)
            if !failed.isEmpty {
                let places = places.union(failed.map(\.place))
                result = run.result(
                    making: policy == .skip
                        ? .only(Set(accepted.map(\.place)).subtracting(places)) : .allBut(places))
                _ = HandEdits(proposals, matching, without: failed).apply(to: &result)
            }
            result.notices += failed.map(Self.lostEdit)
        }
        hideDecided()
        result.notices += notices(isError: policy == .error)
    }

    private mutating func hideDecided() {
        result.findings.removeAll { finding in
            if case .fixed = finding.outcome { return false }
            return matching.held[DecisionSubject(finding)].map { $0.verdict != .accept } ?? false
        }
    }

    private func notices(isError: Bool) -> [Notice] {
        var notices: [Notice] = []
        let hidden = matching.held.values.filter { $0.verdict != .accept }
        if !hidden.isEmpty {
            let counts = Dictionary(grouping: hidden, by: \.verdict).map { "\($1.count) \(Self.participle($0))" }
            notices.append(Notice(.note, "left out by decisions: " + counts.sorted().joined(separator: ", ")))
        }
        for proposal in proposals?.all ?? [] {
            guard let first = proposal.findings.first else { continue }
            let text: String? =
                if matching.contradictory.contains(proposal.subject) {
                    "decided in two ways, after a merge perhaps; decide again"
                } else if let stale = matching.stale[proposal.subject] {
                    stale.reason == .otherFix
                        ? "Redline repairs this differently since the fix was accepted; decide again"
                        : "the code has changed since it was decided on; decide again"
                } else if isError, matching.held[proposal.subject] == nil {
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

    private static func participle(_ verdict: Verdict) -> String {
        switch verdict {
        case .accept: "accepted"
        case .reject: "rejected"
        case .ignore: "ignored"
        case .known: "known"
        }
    }
}
