import Rewriting

/// What a review is about: all fixes of a run, or only those that are new.
public struct ReviewScope: Sendable {
    public let proposals: Proposals
    /// Fixes of what a baseline knows, or of what was there before a revision.
    let leftOut: Set<FixPlace>
    /// Places without a fix, in the order of files.
    let others: [LocatedFinding]

    /// Everything.
    public init(_ proposals: Proposals) { self.init(proposals, leavingOut: [], proposals.result) }

    /// What is decided or open in a run; what it knows is left out.
    public init(_ proposals: Proposals, _ run: DecidedRun) {
        let open = Set(run.undecided.map(\.place))
        let known = proposals.all.filter { run.matching.held[$0.subject] == nil && !open.contains($0.place) }
        self.init(proposals, leavingOut: Set(known.map(\.place)), run.result)
    }

    private init(_ proposals: Proposals, leavingOut leftOut: Set<FixPlace>, _ result: RunResult) {
        self.proposals = proposals
        self.leftOut = leftOut
        others = result.findings.filter { finding in
            switch finding.outcome {
            case .fixed, .leftOut: false
            case .refused, .withdrawn, .reported: finding.fix == nil
            }
        }
    }
}
