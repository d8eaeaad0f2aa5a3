import FileSystem
import Rewriting

/// What people have made of accepted fixes, put into the result of a run.
struct HandEdits {
    private let edits: [(proposal: Proposal, lines: EditableLines, text: String)]
    /// Edits whose lines the fix does not make any more.
    let lost: [Proposal]

    init(_ proposals: Proposals, _ matching: DecisionMatching, without left: [Proposal] = []) {
        let left = Set(left.map(\.place))
        var (edits, lost): ([(Proposal, EditableLines, String)], [Proposal]) = ([], [])
        for proposal in proposals.all where !left.contains(proposal.place) {
            guard let decision = matching.held[proposal.subject], decision.verdict == .accept, let text = decision.edit
            else { continue }
            if let lines = EditableLines(proposals.part(of: proposal.place), of: proposal) {
                edits.append((proposal, lines, text))
            } else {
                lost.append(proposal)
            }
        }
        self.edits = edits.map { (proposal: $0.0, lines: $0.1, text: $0.2) }
        self.lost = lost
    }

    var isEmpty: Bool { edits.isEmpty && lost.isEmpty }

    /// Puts the edits into every text of a result. Returns the fixes for which that fails: the result cannot be used then.
    func apply(to result: inout RunResult) -> [Proposal] {
        var failed = lost
        for edit in edits {
            func edited(_ change: FileChange) -> FileChange? {
                guard change.path == edit.lines.path else { return nil }
                return edit.lines.replaced(by: edit.text, in: change.after)
                    .map { FileChange(path: change.path, before: change.before, after: $0) }
            }
            guard let index = result.changes.firstIndex(where: { $0.path == edit.lines.path }),
                let change = edited(result.changes[index])
            else {
                failed.append(edit.proposal)
                continue
            }
            result.changes[index] = change
            result.stages = result.stages.map { stage in
                stage.replacing(
                    stage.changes.map { change in
                        guard change.path == edit.lines.path else { return change }
                        return FileChange(
                            path: change.path,
                            before: edit.lines.replaced(by: edit.text, in: change.before) ?? change.before,
                            after: edit.lines.replaced(by: edit.text, in: change.after) ?? change.after)
                    })
            }
        }
        return failed
    }
}
