import FileSystem
import Git
import Inputs
import Reporting
import Rewriting

/// `redline apply --branch`: one commit per codemod, on a branch that nothing has checked out.
struct BranchCommand {
    let branch: String
    let base: String?
    let paths: [Path]
    let options: RunOptions
    let decisions: DecisionOptions

    func run() throws {
        let repository = try RunInput.repository()
        let tip = try repository.tip(ofBranch: branch, base: base)
        let input = try RunInput.commit(tip.base, paths, options, in: repository)
        let run = try Run(input, options, level: .review, decisions: decisions)
        let plans = run.result.stages.map { stage in
            CommitPlan(
                message: CommitMessage.text(of: stage),
                files: stage.changes.map { CommitPlan.File(path: $0.path, bytes: $0.after) })
        }
        guard !plans.isEmpty else { return try run.finish([]) }
        let names = run.result.stages.map(\.codemod.id).joined(separator: ", ")
        let commits = try repository.append(plans, to: tip, reflogMessage: "redline: \(names)")
        try run.finish(report(commits, on: tip, run.result, repository))
    }

    private func report(
        _ commits: [WrittenCommit], on tip: BranchTip, _ result: RunResult, _ repository: Repository
    ) -> [String] {
        let name = TerminalText.escaped(tip.name)
        let written = commits.map { commit in
            let files = commit.paths.count.counted("file")
            return "  \(commit.id.short) \(TerminalText.escaped(commit.subject)) (\(files))"
        }
        let dirty = dirty(result.changes.map(\.path), repository).map {
            "note: \($0) has uncommitted changes; the branch contains the fix for the committed version"
        }
        return ["branch \(name) \(tip.isNew ? "created" : "updated"), from \(tip.base.short):"] + written + dirty + [
            "next: git log -p \(tip.base.short)..\(name)", "      git merge \(name)",
        ]
    }

    /// Files that differ from the commit that the branch was made from. None if the repository cannot tell.
    private func dirty(_ paths: [Path], _ repository: Repository) -> [Path] {
        guard let states = try? WorkTreeStates(of: repository) else { return [] }
        return paths.filter { path in
            switch try? states.state(of: path) {
            case .changed, .staged, .conflicted: true
            default: false
            }
        }
    }
}
