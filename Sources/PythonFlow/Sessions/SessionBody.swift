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
    /// The statements that have sent to the database what was added before, whenever they end well.
    public private(set) lazy var writes = events.filter { $0.isCertain && $0.flushes }.map(\.statement)
    private(set) lazy var loads = readLoads()
    /// The calls of a session's `refresh`.
    private(set) lazy var refreshes = events.compactMap { event -> CallExpression? in
        guard let session = event.session, let call = CallExpression(event.node), session == call.receiver else {
            return nil
        }
        return call.functionName == "refresh" ? call : nil
    }
    /// The calls that may expire rows, themselves or in a function that is given the session, in text order.
    private(set) lazy var expiries = readExpiries()

    init(_ function: FunctionDefinition, in module: ModuleFile, _ flow: FunctionFlow, _ events: [SessionEvent]) {
        self.function = function
        self.module = module
        self.flow = flow
        self.events = events
    }

    var graph: FlowGraph { flow.graph }

    private var transactions: [Identity?: SessionTransaction] = [:]

    /// `session` nil counts the commits of any.
    private func transaction(of session: Identity?) -> SessionTransaction {
        if let known = transactions[session] { return known }
        let new = SessionTransaction(of: session, in: self)
        transactions[session] = new
        return new
    }

    /// A commit has run when a place is reached.
    public func hasCommitted(_ session: Identity?, before place: Syntax) -> Bool {
        transaction(of: session).isCommitted(before: place)
    }

    /// A commit runs after a place on every path that goes well.
    public func commits(_ session: Identity?, after place: Syntax) -> Bool {
        transaction(of: session).isCommitted(after: place)
    }

    /// The first event whose work may not have been committed when a place is reached.
    public func uncommitted(at place: Syntax, _ session: Identity?) -> SessionEvent? {
        transaction(of: session).uncommitted(at: place)
    }

    /// False only if nothing that may have run since a commit, or since the function began, writes, locks or sets up anything.
    func mayHoldWork(at place: Syntax, _ session: Identity?) -> Bool {
        transaction(of: session).mayHoldWork(at: place)
    }

    /// The first of some events whose work may not be committed when the function returns.
    public func uncommittedAtEnd(_ session: Identity?, among events: [SessionEvent]) -> SessionEvent? {
        let open = Set(transaction(of: session).uncommittedAtEnd.map(\.node))
        return open.isEmpty ? nil : events.first { open.contains($0.node) }
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
    func isOfAnother(_ session: Identity?, _ event: SessionEvent) -> Bool {
        guard let session, let own = event.session, CallExpression(event.node)?.receiver == own,
            let other = flow.identities.identity(of: own)
        else { return false }
        return other != session
    }

    /// The events that may happen after a place, its own statement left out unless a loop leads back there.
    public func events(after place: Syntax) -> [SessionEvent] {
        if events.isEmpty { return [] }
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
        let open = transaction(of: nil).uncommittedAtEnd
        let leaves = open.reduce(into: SessionWork()) { $0.formUnion($1.leaves) }
        var attributes: Set<String>? = []
        for event in events { attributes = event.attributes.flatMap { attributes?.union($0) } }
        return SessionSummary(
            work: work, leaves: leaves, committed: committed, attributes: attributes, added: added,
            flushes: isCertain(writes), expires: events.contains { $0.expires && reachesEnd(after: $0.statement) })
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
    /// True if the function may return after a statement has begun.
    public func reachesEnd(after statement: Syntax) -> Bool {
        flow.graph.reach(from: [statement], at: .start).containsEnd
    }
}
