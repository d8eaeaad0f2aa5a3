import PythonSyntax

/// What a function leaves to commit in one session, worked out once for all places of the function.
final class SessionTransaction {
    // The body keeps its transactions.
    private unowned let body: SessionBody
    private let session: Identity?
    /// The events that leave something to be committed, but for methods of other sessions.
    let leaving: [SessionEvent]
    private lazy var reach = reach(after: leaving)
    private lazy var commits = body.commits(of: session)
    private lazy var completion = graph.completion(ofAnyOf: commits)
    private lazy var certainty = graph.certainty(ofAnyOf: commits)
    private lazy var barrier = graph.barrier(body.ends(of: session), at: .start)

    private var graph: FlowGraph { body.flow.graph }

    /// `session` nil counts the commits of any.
    init(of session: Identity?, in body: SessionBody) {
        self.body = body
        self.session = session
        leaving = body.events.filter { !$0.leaves.isEmpty && !body.isOfAnother(session, $0) }
    }

    /// What a rollback takes back.
    private lazy var undone = body.events.filter {
        !$0.work.isDisjoint(with: .undone) && !body.isOfAnother(session, $0)
    }
    private lazy var undoneReach = reach(after: undone)
    /// What has been given away may be worked with later, whatever is committed.
    private lazy var unknownReach = graph.reach(from: undone.filter { $0.work.contains(.unknown) }.map(\.statement))

    /// False only if nothing that may have run since a commit writes, locks or sets up anything.
    func mayHoldWork(at place: Syntax) -> Bool {
        unknownReach.contains(place) || undoneReach.contains { $0.contains(place) }
    }

    func isCommitted(before place: Syntax) -> Bool { completion.isCertain(before: place) }
    func isCommitted(after place: Syntax) -> Bool { certainty.isCertain(after: place) }

    /// The first event whose work may not have been committed when a place is reached.
    func uncommitted(at place: Syntax) -> SessionEvent? {
        if let event = leaving.first(where: { $0.statement == place }) { return event }
        // One walk for all of them finds most places clean.
        guard reach.contains(where: { $0.contains(place) }) else { return nil }
        return leaving.first { reach(after: [$0]).contains { $0.contains(place) } }
    }

    /// The events whose work may not be committed when the function returns.
    private(set) lazy var uncommittedAtEnd =
        reach.contains(where: \.containsEnd)
        ? leaving.filter { reach(after: [$0]).contains(where: \.containsEnd) } : []

    /// Where a run may come after one of some events, without the transaction having ended since.
    private func reach(after events: [SessionEvent]) -> [FlowReach] {
        let compound = events.filter { $0.statement.kind.isCompoundStatement }
        let simple = events.filter { !$0.statement.kind.isCompoundStatement }
        return [
            graph.reach(from: simple.map(\.statement), at: .end, avoiding: barrier),
            graph.reach(from: compound.map(\.statement), at: .start, avoiding: barrier),
        ]
    }
}
