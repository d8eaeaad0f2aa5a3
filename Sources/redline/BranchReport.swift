import Delivery
import FileSystem
import Git
import Reporting
import Review
import Rewriting
import SourceText

/// What to print about the commits of one branch.
struct BranchReport {
    private let branch: BranchDelivery
    private let paths: PathDisplay
    private let base: ObjectID

    init(_ branch: BranchDelivery, _ run: Run, base: ObjectID) {
        self.branch = branch
        self.base = base
        paths = run.input.display
    }

    private var name: String { TerminalText.escaped(branch.tip.name) }

    /// For a run that writes nothing.
    var planned: [String] {
        ["branch \(name) would be \(branch.tip.isNew ? "created" : "updated"), from \(base.short):"]
            + branch.plans.map { line($0.subject, files: $0.files.count) } + notes
    }

    /// - Parameter entangled: commits that cannot be reverted without those after them, and the files that are in the way.
    func written(
        _ commits: [WrittenCommit], dirty: [Path], entangled: [(commit: WrittenCommit, paths: [Path])]
    ) -> [String] {
        let head = "branch \(name) \(branch.tip.isNew ? "created" : "updated"), from \(base.short):"
        let lines = commits.map { "  \($0.id.short)" + line($0.subject, files: $0.paths.count).dropFirst() }
        let edited = dirty.map {
            note("\(paths.shown($0)) has uncommitted changes; the branch contains the fix for the committed version")
        }
        let tied = entangled.map { entry in
            let files = entry.paths.map { paths.shown($0).description }.joined(separator: ", ")
            return note(
                "\(entry.commit.id.short) cannot be reverted alone: later commits change the same lines of \(files)")
        }
        return [head] + lines + notes + edited + tied
            + ["next: git log -p \(base.short)..\(name)", "      git merge \(name)"]
    }

    private func note(_ text: String) -> String { TerminalText.escaped("note: " + text) }

    private func line(_ subject: String, files: Int) -> String {
        "  \(TerminalText.escaped(subject)) (\(files.counted("file")))"
    }

    /// What the tests have shown, and what was ignored without a comment.
    private var notes: [String] {
        let unplaced = branch.ignored.left.map {
            note(
                "\(paths.shown($0.subject.path)): an ignored place has no comment: fixes have changed it, or none of its lines can take one"
            )
        }
        guard let tested = branch.tested else { return unplaced }
        let all = tested.kept.count + tested.dropped.count
        var lines = [
            "verified: \(tested.kept.count) of \(all.counted("fix", plural: "fixes")) with '\(TerminalText.escaped(tested.command))', \(tested.runs.counted("run"))"
        ]
        for path in tested.notExercised.sorted() {
            let fixes = branch.result.fixes.filter { $0.place.path == path }.map {
                String($0.findings[0].position.line)
            }
            let numbers = fixes.isEmpty ? "" : ":" + fixes.joined(separator: ",")
            lines.append("not exercised: \(TerminalText.escaped("\(paths.shown(path))"))\(numbers)")
        }
        if !tested.notExercised.isEmpty {
            lines.append(
                "  the tests succeed with errors planted there: they do not run that code, or run an installed copy of it"
            )
        }
        return unplaced + lines
    }
}
