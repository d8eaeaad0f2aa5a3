import FileSystem
import Rewriting

/// Changes to a project's baseline, by what a run over the whole project has found.
public struct BaselineUpdate: Sendable {
    private let run: DecidedRun
    private let proposals: Proposals

    public init(_ run: DecidedRun, _ proposals: Proposals) {
        self.run = run
        self.proposals = proposals
    }

    /// Findings that are neither decided on nor in the baseline: fixes, reports, and places that are left alone, so that one that can be
    /// fixed after an update of Redline stays known.
    public var open: [Decision] {
        proposals.findings.filter { finding in
            let subject = proposals.decidable(finding)
            return run.matching.held[subject] == nil && !run.matching.contradictory.contains(subject)
                && run.baseline.held[finding] == nil
        }.map { Decision(.known, on: $0) }
    }

    /// Entries whose code is gone, or has changed.
    public var unused: [Decision] { run.baseline.unused }

    public var moved: [(from: Decision, to: Decision)] { run.baseline.moved }

    /// Adds what is open. Returns the number of entries in all.
    public func write(in project: Path) throws(DecisionsError) -> Int {
        let (open, moved) = (open, moved)
        return try DecisionsFile.update(in: project, at: Baseline.path) { file in
            file.follow(moved)
            file.add(open)
        }.decisions.count
    }

    /// Removes what is unused. Returns the number of entries that are left.
    public func prune(in project: Path) throws(DecisionsError) -> Int {
        let (unused, moved) = (unused, moved)
        return try DecisionsFile.update(in: project, at: Baseline.path) { file in
            file.follow(moved)
            file.remove(unused)
        }.decisions.count
    }
}
