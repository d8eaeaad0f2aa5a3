import FileSystem
import Reporting
import Review
import Rewriting

/// Decisions, and taking them back. Nothing is kept if something is not what the page has shown.
extension ReviewHandler {
    mutating func decide(_ request: DecideRequest, _ world: inout some ReviewWorld) throws -> Response {
        let verdict = Verdict(rawValue: request.verdict)
        guard verdict != nil && verdict != .known || request.verdict == "open", !request.fixes.isEmpty else {
            return .failure(400, "the request cannot be read")
        }
        return try keep(request.fixes, request.tab, verb: Self.verb(verdict), &world) { session, item in
            session.changes(verdict, on: item, reason: request.reason)
        }
    }

    mutating func edit(_ request: EditRequest, _ world: inout some ReviewWorld) throws -> Response {
        guard let shown = item(request.fix.id) else { return .failure(409, Self.gone) }
        let edit: String?
        do throws(EditableLines.Complaint) {
            edit = try session.edit(Array(request.text.utf8), of: shown)
        } catch {
            // A changed file comes first: the complaint may be about that.
            if world.isOutdated(shown.proposal.path) { return try conflict(&world) }
            return .failure(422, "not accepted: \(error.message)")
        }
        return try keep([request.fix], request.tab, verb: edit == nil ? "Accepted" : "Accepted as edited", &world) {
            session, items in session.changes(.accept, on: items, edit: edit)
        }
    }

    private static func verb(_ verdict: Verdict?) -> String {
        switch verdict {
        case .accept: "Accepted"
        case .reject: "Rejected"
        case .ignore: "Ignored"
        case .known, nil: "Open again:"
        }
    }

    static let gone = "The code has changed since it was shown: nothing was decided. Look at it again."

    private mutating func conflict(_ world: inout some ReviewWorld) throws(ReviewFailure) -> Response {
        try reload(&world)
        return .failure(409, Self.gone)
    }

    /// Compares what was shown with what holds while the file is locked, so that nobody's decision is lost in between.
    private mutating func keep(
        _ shown: [ShownFix], _ tab: String, verb: String, _ world: inout some ReviewWorld,
        _ change: (ReviewSession, [ReviewItem]) -> [DecisionChange]
    ) throws -> Response {
        let items = shown.compactMap { item($0.id) }
        guard items.count == shown.count, let first = items.first else { return try conflict(&world) }
        // Whoever decides must have seen the code as it is.
        if Set(items.map(\.proposal.path)).contains(where: world.isOutdated) { return try conflict(&world) }
        var session = session
        var changes: [DecisionChange] = []
        var isConflict = false
        let decisions = try world.update { file in
            session.synchronize(file)
            isConflict = zip(shown, items).contains { !session.isUnchanged($1, since: $0.digest) }
            guard !isConflict else { return }
            changes = change(session, items)
            file.apply(changes)
        }
        synchronize(decisions)
        if isConflict {
            let count = items.count == 1 ? "It" : "Some of these fixes"
            let verb = items.count == 1 ? "was" : "were"
            return .failure(
                409, "\(count) \(verb) decided on by somebody else, or changed: nothing was decided here. Look again.")
        }
        let what = items.count == 1 ? String(first.number) : items.count.counted("fix", plural: "fixes")
        let step = StepLog.Step(changes: changes, text: "\(verb) \(what)", id: first.proposal.id.description)
        if !changes.isEmpty {
            steps[tab, default: StepLog()].done.append(step)
            steps[tab]?.undone = []
        }
        return done(step.text, first)
    }

    private func done(_ message: String, _ item: ReviewItem?) -> Response {
        let next = item.flatMap { session.open(after: $0.number - 1) }.map { session.items[$0].proposal.id.description }
        return .json(
            DoneMessage(message: message, version: version, id: item?.proposal.id.description, next: next))
    }

    // MARK: Back and forth

    enum Direction {
        case undo, redo
    }

    /// Takes back the last step of a page, if nobody has decided otherwise since.
    mutating func revert(
        _ request: TabRequest, _ direction: Direction, _ world: inout some ReviewWorld
    ) throws -> Response {
        var log = steps[request.tab] ?? StepLog()
        guard let step = direction == .undo ? log.done.popLast() : log.undone.popLast() else {
            return .json(Nothing(message: direction == .undo ? "Nothing to undo." : "Nothing to redo."))
        }
        let changes = direction == .undo ? step.changes.map(\.inverse) : step.changes
        var isOvertaken = false
        let decisions = try world.update { file in
            // What the step has left must still be what holds.
            let subjects = Set(changes.flatMap { $0.removed + $0.added }.map(\.subject))
            let now = Set(file.decisions.filter { subjects.contains($0.subject) })
            isOvertaken = now != Set(changes.flatMap(\.removed).filter { subjects.contains($0.subject) })
            if !isOvertaken { file.apply(changes) }
        }
        synchronize(decisions)
        if isOvertaken {
            steps[request.tab] = log
            return .failure(409, "Somebody else has decided on it since: left as it is.")
        }
        if direction == .undo { log.undone.append(step) } else { log.done.append(step) }
        steps[request.tab] = log
        return done((direction == .undo ? "Took back: " : "Again: ") + step.text, item(step.id))
    }

    mutating func look(_ world: inout some ReviewWorld) throws -> Response {
        try reload(&world)
        return done("Looked at the files again.", session.items.first)
    }
}
