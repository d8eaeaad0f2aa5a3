import FileSystem
import Git
import Inputs
import Reporting
import Rewriting

/// The fixes of a commit's files as commits on a branch: worked out first, then written.
struct BranchRun {
    let repository: Repository
    let tip: BranchTip
    let run: Run

    init(
        branch: String, base: String?, paths: [Path], options: RunOptions, decisions: DecisionOptions,
        showsProgress: Bool = true
    ) throws {
        repository = try RunInput.repository()
        tip = try repository.tip(ofBranch: branch, base: base)
        let input = try RunInput.commit(tip.base, paths, options, in: repository)
        run = try Run(input, options, level: .review, decisions: decisions, showsProgress: showsProgress)
    }

    /// Writes the commits. Returns what to print about them; nothing if there are no fixes.
    func write() throws -> [String] {
        let plans = run.result.stages.map { stage in
            CommitPlan(
                message: CommitMessage.text(of: stage),
                files: stage.changes.map { CommitPlan.File(path: $0.path, bytes: $0.after) })
        }
        guard !plans.isEmpty else { return [] }
        let names = run.result.stages.map(\.codemod.id).joined(separator: ", ")
        return report(try repository.append(plans, to: tip, reflogMessage: "redline: \(names)"))
    }

    private func report(_ commits: [WrittenCommit]) -> [String] {
        let name = TerminalText.escaped(tip.name)
        let written = commits.map { commit in
            let files = commit.paths.count.counted("file")
            return "  \(commit.id.short) \(TerminalText.escaped(commit.subject)) (\(files))"
        }
        let dirty = dirty(run.result.changes.map(\.path)).map {
            "note: \(run.input.display.shown($0)) has uncommitted changes; the branch contains the fix for the committed version"
        }
        return ["branch \(name) \(tip.isNew ? "created" : "updated"), from \(tip.base.short):"] + written + dirty + [
            "next: git log -p \(tip.base.short)..\(name)", "      git merge \(name)",
        ]
    }

    /// Files that differ from the commit that the branch was made from. None if the repository cannot tell.
    private func dirty(_ paths: [Path]) -> [Path] {
        guard let states = try? WorkTreeStates(of: repository) else { return [] }
        return paths.filter { path in
            switch try? states.state(of: path) {
            case .changed, .staged, .conflicted: true
            default: false
            }
        }
    }
}
