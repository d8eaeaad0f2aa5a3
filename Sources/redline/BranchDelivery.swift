import Delivery
import Git
import Reporting
import Review
import Rewriting

/// What goes to one branch, worked out and not written yet.
struct BranchDelivery {
    let tip: BranchTip
    var result: RunResult
    /// Nil unless the tests were to be run.
    var tested: TestedFixes?
    var ignored = IgnoredPlaces()

    /// One commit for each codemod, and one for comments.
    var plans: [CommitPlan] {
        let fixes = result.stages.map { stage in
            CommitPlan(message: CommitMessage.text(of: stage), files: Self.files(stage.changes))
        }
        if ignored.places.isEmpty { return fixes }
        let message = CommitMessage.text(ignoring: ignored.places.map { (finding: $0.finding, reason: $0.reason) })
        return fixes + [CommitPlan(message: message, files: Self.files(ignored.changes))]
    }

    private static func files(_ changes: [FileChange]) -> [CommitPlan.File] {
        changes.map { CommitPlan.File(path: $0.path, bytes: $0.after) }
    }

    /// For the log of the branch.
    var names: String {
        (result.stages.map(\.codemod.id) + (ignored.places.isEmpty ? [] : ["ignore comments"])).joined(separator: ", ")
    }
}
