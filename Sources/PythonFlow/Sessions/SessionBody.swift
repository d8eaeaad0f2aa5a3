import PythonLibraries
import PythonSemantics
import PythonSyntax

/// A function with what it does to sessions and rows.
public final class SessionBody {
    public let function: FunctionDefinition
    public let module: ModuleFile
    public let flow: FunctionFlow
    /// In text order.
    public let events: [SessionEvent]

    init(_ function: FunctionDefinition, in module: ModuleFile, _ flow: FunctionFlow, _ events: [SessionEvent]) {
        self.function = function
        self.module = module
        self.flow = flow
        self.events = events
    }

    private var graph: FlowGraph { flow.graph }

    /// Where a run may come after one of some events, without a transaction of one session having ended since. `session` nil
    /// counts the ends of any.
    func reach(after events: [SessionEvent], committing session: Identity?) -> [FlowReach] {
        let barrier = graph.barrier(ends(of: session), at: .start)
        let compound = events.filter { $0.statement.kind.isCompoundStatement }
        let simple = events.filter { !$0.statement.kind.isCompoundStatement }
        return [
            graph.reach(from: simple.map(\.statement), at: .end, avoiding: barrier),
            graph.reach(from: compound.map(\.statement), at: .start, avoiding: barrier),
        ]
    }

    /// The statements that end the transaction of a session whenever they end well. A commit that fails leaves nothing to commit.
    public func ends(of session: Identity?) -> [Syntax] {
        events.filter { event in
            let isEnd = event.isCertain && event.work == .rollsBack && event.session != nil || event.certainlyCommits
            return isEnd && isOf(session, event)
        }.map(\.statement)
    }

    /// The statements that commit a session whenever they end well.
    public func commits(of session: Identity?) -> [Syntax] {
        events.filter { $0.certainlyCommits && isOf(session, $0) }.map(\.statement)
    }

    private func isOf(_ session: Identity?, _ event: SessionEvent) -> Bool {
        guard let session else { return true }
        return event.session.flatMap(flow.identities.identity) == session
    }

    /// True for a method of another session.
    private func isOfAnother(_ session: Identity?, _ event: SessionEvent) -> Bool {
        guard let session, let own = event.session, CallExpression(event.node)?.receiver == own,
            let other = flow.identities.identity(of: own)
        else { return false }
        return other != session
    }

    /// The first event whose work may not have been committed when a place is reached.
    public func uncommitted(at place: Syntax, _ session: Identity?) -> SessionEvent? {
        let open = leaving(events, session)
        if let event = open.first(where: { $0.statement == place }) { return event }
        // One walk for all of them finds most places clean.
        guard reach(after: open, committing: session).contains(where: { $0.contains(place) }) else { return nil }
        return open.first { event in reach(after: [event], committing: session).contains { $0.contains(place) } }
    }

    private func leaving(_ events: [SessionEvent], _ session: Identity?) -> [SessionEvent] {
        events.filter { !$0.leaves.isEmpty && !isOfAnother(session, $0) }
    }

    /// The first event after a place whose work may not be committed when the function returns.
    public func uncommittedLater(than place: Syntax, _ session: Identity?) -> SessionEvent? {
        let open = leaving(events(after: place), session)
        guard reach(after: open, committing: session).contains(where: \.containsEnd) else { return nil }
        return open.first { event in reach(after: [event], committing: session).contains(where: \.containsEnd) }
    }

    /// The events that may happen after a place, its own statement left out unless a loop leads back there.
    public func events(after place: Syntax) -> [SessionEvent] {
        let reached = graph.reach(from: [place])
        return events.filter { event in
            event.statement != place && !place.isDescendant(of: event.node) && reached.contains(event.statement)
        }
    }

    /// The events with some work that may have happened when a place is reached, or in its own statement.
    public func events(_ work: SessionWork, before place: Syntax) -> [SessionEvent] {
        events.filter { event in
            !event.work.isDisjoint(with: work)
                && (event.statement == place || graph.mayRun(place, after: event.statement))
        }
    }

    // MARK: The whole function

    func summary() -> SessionSummary {
        let work = events.reduce(into: SessionWork()) { $0.formUnion($1.work) }
        let open = leaving(events, nil).filter { reach(after: [$0], committing: nil).contains(where: \.containsEnd) }
        let leaves = open.reduce(into: SessionWork()) { $0.formUnion($1.leaves) }
        var attributes: Set<String>? = []
        for event in events { attributes = event.attributes.flatMap { attributes?.union($0) } }
        return SessionSummary(
            work: work, leaves: leaves, committed: committed, attributes: attributes, added: added,
            flushes: isCertain(writes))
    }

    private func isCertain(_ statements: [Syntax]) -> Bool {
        guard let first = Suite(function.body).statements.first else { return false }
        return statements.contains(first) || graph.certainty(ofAnyOf: statements).isCertain(after: first)
    }

    private var added: Set<String> {
        var found: [String: [Syntax]] = [:]
        for event in events where event.isCertain {
            for row in event.added {
                if let name = row.withoutParentheses.identifier { found[name, default: []].append(event.statement) }
            }
        }
        let names = Set(function.parameters.map(\.name))
        return Set(found.filter { names.contains($0.key) && isCertain($0.value) }.keys)
    }

    /// The parameter whose session is committed on every way.
    private var committed: String? {
        let commits = events.filter(\.certainlyCommits)
        let nodes = commits.compactMap { $0.session?.withoutParentheses.dottedRoot }
        let roots = Set(nodes.map(\.identifier))
        guard nodes.count == commits.count, roots.count == 1, let root = roots.first ?? nil,
            // `db = SessionLocal()` makes another session of it.
            nodes.first.flatMap(module.semantics.variable)?.bindings.count == 1,
            function.parameters.contains(where: { $0.name == root })
        else { return nil }
        return isCertain(commits.map(\.statement)) ? root : nil
    }
}

extension SessionBody {
    /// The statements that have sent to the database what was added before, whenever they end well.
    public var writes: [Syntax] {
        let sending = function.ownNodes(.call).compactMap(CallExpression.init).filter { call in
            let roles = SessionMethods.roles(of: call.functionName ?? "")
            return call.receiver != nil && !roles.isDisjoint(with: .sends)
                && call.node.enclosingStatement?.child(.value)?.withoutAwait == call.node
        }.compactMap(\.node.enclosingStatement)
        return sending + events.filter { $0.isCertain && $0.flushes }.map(\.statement)
    }
}

extension SessionBody {
    /// True if the function may return after a statement has begun.
    public func reachesEnd(after statement: Syntax) -> Bool {
        flow.graph.reach(from: [statement], at: .start).containsEnd
    }
}
