import Reporting
import Terminal

/// Decisions, and taking them back.
extension ReviewSession {
    mutating func decide(_ verdict: Verdict, reason: String? = nil) -> [ReviewEffect] {
        guard items.indices.contains(current) else { return [] }
        let text = "\(verdict.participle) \(items[current].number)"
        return decide(verdict, [current], reason: reason, text: text) + advance()
    }

    // MARK: Edits

    func editableLines(_ item: ReviewItem) -> EditableLines? {
        EditableLines(proposals.part(of: item.place), of: item.proposal)
    }

    mutating func edit(_ item: ReviewItem) -> [ReviewEffect] {
        guard let lines = editableLines(item) else {
            message = "the fix has no lines in this file to edit"
            return []
        }
        let accepted = decision(on: item)?.edit.map { Array(lines.indented($0)) }
        return [.edit(number: item.number, text: drafts[item.subject] ?? accepted ?? lines.text)]
    }

    /// Accepts what somebody has made of a fix, if it is Python; else it is kept for the next try.
    public mutating func accept(number: Int, edited text: [UInt8]) -> [ReviewEffect] {
        let item = items[number - 1]
        guard let lines = editableLines(item) else { return [] }
        current = number - 1
        defer { refreshView() }
        if text == lines.text {
            message = "nothing was changed"
            return []
        }
        do throws(EditableLines.Complaint) {
            let edit = try lines.kept(text)
            drafts[item.subject] = nil
            return decide(.accept, [current], edit: edit, text: "accepted \(number) as edited") + advance()
        } catch {
            drafts[item.subject] = text
            message = "not accepted: \(error.message); e goes on editing"
            return []
        }
    }

    /// Asks before a step that concerns more than the current fix.
    mutating func ask(_ verdict: Verdict, _ indices: [Int], _ which: String) -> [ReviewEffect] {
        guard !indices.isEmpty else {
            message = "nothing open " + which
            return []
        }
        if indices == [current] { return decide(verdict) }
        let verb = verdict == .accept ? "Accept" : "Reject"
        let count = which == "safe fixes" ? "\(indices.count) open" : "\(indices.count) open fixes"
        overlay = .confirm(
            ReviewQuestion(
                verdict: verdict, numbers: indices.map { items[$0].number }, text: "\(verb) \(count) \(which)? y n"))
        return []
    }

    mutating func answer(_ key: Key, _ question: ReviewQuestion) -> [ReviewEffect] {
        switch key {
        case .character("y"):
            overlay = nil
            let count = question.numbers.count.counted("fix", plural: "fixes")
            let text = "\(question.verdict.participle) \(count)"
            return decide(question.verdict, question.numbers.map { $0 - 1 }, text: text) + advance()
        case .character("n"), .escape, .character("q"):
            overlay = nil
            message = "nothing was decided"
        default: message = "y or n"
        }
        return []
    }

    private mutating func decide(
        _ verdict: Verdict, _ indices: [Int], reason: String? = nil, edit: String? = nil, text: String
    ) -> [ReviewEffect] {
        let reason = reason.flatMap { $0.isEmpty ? nil : $0 }
        let previous = Previous(self)
        let changes = indices.map { index in
            var decision = proposals.decision(verdict, on: items[index].proposal, reason: reason)
            decision.edit = edit
            return DecisionChange(removed: previous.decisions(on: items[index]), added: [decision])
        }.filter { $0.removed != $0.added }
        message = text
        guard !changes.isEmpty else { return [] }
        done.append(Step(changes: changes, number: items[indices[0]].number, text: text))
        undone = []
        return keep(changes)
    }

    /// All that has been decided about a fix so far, whether it holds or not.
    struct Previous {
        private let bySubject: [DecisionSubject: [Decision]]
        private let moved: [DecisionSubject: [Decision]]
        private let stale: [DecisionSubject: DecisionMatching.Stale]

        init(_ session: ReviewSession) {
            bySubject = Dictionary(grouping: session.decisions.decisions, by: \.subject)
            moved = Dictionary(grouping: session.matching.moved, by: \.to.subject).mapValues { $0.map(\.from) }
            stale = session.matching.stale
        }

        func decisions(on item: ReviewItem) -> [Decision] {
            var found = bySubject[item.subject] ?? []
            for other in (stale[item.subject].map { [$0.decision] } ?? []) + (moved[item.subject] ?? [])
            where !found.contains(other) && bySubject[other.subject]?.contains(other) ?? false {
                found.append(other)
            }
            return found
        }
    }

    private mutating func keep(_ changes: [DecisionChange]) -> [ReviewEffect] {
        decisions.apply(changes)
        rematch()
        preview = nil
        return [.save(changes)]
    }

    /// Changes could not be kept: they are not shown as if they were.
    public mutating func cannotKeep(_ changes: [DecisionChange], because text: String) {
        decisions.apply(changes.map(\.inverse))
        rematch()
        done.removeAll { $0.changes == changes }
        undone.removeAll { $0.changes.map(\.inverse) == changes }
        preview = nil
        message = "not kept: " + text
        refreshView()
    }

    mutating func takeBack() -> [ReviewEffect] {
        guard let step = done.popLast() else {
            message = "nothing to undo"
            return []
        }
        undone.append(step)
        return revert(step.changes.map(\.inverse), step, "took back: ")
    }

    mutating func doAgain() -> [ReviewEffect] {
        guard let step = undone.popLast() else {
            message = "nothing to redo"
            return []
        }
        done.append(step)
        return revert(step.changes, step, "again: ")
    }

    private mutating func revert(_ changes: [DecisionChange], _ step: Step, _ prefix: String) -> [ReviewEffect] {
        let subject = step.changes.first.flatMap { $0.added.first ?? $0.removed.first }?.subject
        if let index = items.firstIndex(where: { $0.subject == subject }) {
            if screen == .fix { show(index) } else { current = index }
        }
        if screen == .finish { screen = .overview }
        message = prefix + step.text
        return keep(changes)
    }
}
