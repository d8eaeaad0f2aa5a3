import Delivery
import FileSystem
import Git
import Reporting
import Review
import Rewriting

/// `--pr-body`: the text for a pull request with the commits of a branch.
struct PullRequestBody {
    let file: Path

    var isOutput: Bool { file == "-" }

    /// The texts of several branches follow each other, each after a comment with its name.
    func write(_ work: BranchRun) throws {
        let rejected = try work.run.report(.none).rejected
        let isOne = work.branches.count == 1
        let texts = work.branches.map { branch in
            let text = PullRequestText(
                branch.result, work.run.documents, base: work.base.short, branch: branch.tip.name, rejected: rejected,
                verified: branch.tested.map(VerifiedFixes.init)
            ).text()
            return isOne ? text : "<!-- branch \(branch.tip.name) -->\n\n" + text
        }
        try ReportTarget(file: isOutput ? nil : file).write(text: texts.joined(separator: "\n"))
    }
}

extension VerifiedFixes {
    fileprivate init(_ tested: TestedFixes) {
        self.init(
            command: tested.command, total: tested.kept.count + tested.dropped.count,
            failed: tested.dropped.compactMap(\.findings.first), notExercised: tested.notExercised)
    }
}
