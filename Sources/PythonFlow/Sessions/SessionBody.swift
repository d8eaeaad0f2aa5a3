import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// A function with what it does to sessions and rows.
public final class SessionBody {
    public let function: FunctionDefinition
    public let module: ModuleFile
    public let flow: FunctionFlow
    /// In text order.
    public let events: [SessionEvent]
    /// The statements that have sent to the database what was added before, whenever they end well.
    public private(set) lazy var writes = readWrites()
    private lazy var loads = readLoads()
    private lazy var refreshes = function.ownNodes(.call).compactMap(CallExpression.init).filter {
        $0.functionName == "refresh"
    }
    /// The calls that may expire rows, themselves or in a function that is given the session, in text order.
    private lazy var expiries = readExpiries()

    init(_ function: FunctionDefinition, in module: ModuleFile, _ flow: FunctionFlow, _ events: [SessionEvent]) {
        self.function = function
        self.module = module
        self.flow = flow
        self.events = events
    }

    private var graph: FlowGraph { flow.graph }

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
    fileprivate func readWrites() -> [Syntax] {
        let sending = function.ownNodes(.call).compactMap(CallExpression.init).filter { call in
            let roles = SessionMethods.roles(of: call.functionName ?? "")
            return call.receiver != nil && !roles.isDisjoint(with: .sends)
                && call.node.enclosingStatement?.child(.value)?.withoutAwait == call.node
        }.compactMap(\.node.enclosingStatement)
        return sending + events.filter { $0.isCertain && $0.flushes }.map(\.statement)
    }
}

/// What rows names stand for.
extension SessionBody {
    /// What may be the same row: whatever a variable holds at the time, or the object that attributes lead to.
    private enum Row: Hashable {
        case variable(Variable)
        case object(Identity)
    }

    private func rows(_ expression: Syntax) -> Set<Row> {
        var rows: Set<Row> = []
        if let variable = module.semantics.variable(of: expression.withoutParentheses) {
            rows.insert(.variable(variable))
        }
        if let identity = flow.identities.identity(of: expression) {
            rows.insert(identity.variable.map(Row.variable) ?? .object(identity))
        }
        return rows
    }

    /// True if an event may be about the row that a name stands for.
    public func concerns(_ name: Syntax, _ event: SessionEvent) -> Bool {
        let rows = rows(name)
        return event.operands.contains { operand in
            let parts = operand.kind == .list ? operand.children(.element) : [operand]
            return parts.contains { !self.rows($0).isDisjoint(with: rows) }
        }
    }

    /// The session that an instance has been added to whenever a place is reached, by the last such call.
    public func session(adding name: Syntax, before place: Syntax) -> Syntax? {
        events.last { event in
            event.isCertain && event.session != nil && event.added.contains { flow.identities.areSame($0, name) }
                && graph.hasCompleted(event.statement, before: place)
        }?.session
    }
}

/// What a commit leaves of the rows' attributes.
extension SessionBody {
    /// The last statement that may have expired rows before a place, in whatever branch. In a loop what follows the place comes
    /// before it, too.
    public func lastExpiry(before place: Syntax) -> Syntax? {
        let next = expiries.partitionPoint { $0.end > place.start }
        if next > 0 { return expiries[next - 1].enclosingStatement }
        guard let loop = graph.loops(around: place, place).last else { return nil }
        return expiries.lazy.reversed().compactMap(\.enclosingStatement).first {
            $0.isDescendant(of: loop) && $0 != place && graph.mayRun(place, after: $0)
        }
    }

    /// True if every way from a statement to a place reads an attribute of a row, or refreshes it: its key is there.
    public func isLoaded(_ name: Syntax, from statement: Syntax, to place: Syntax) -> Bool {
        // In a compound statement nobody knows how much runs after the call.
        guard !statement.kind.isCompoundStatement, let identity = flow.identities.identity(of: name) else {
            return false
        }
        return passes(loads[identity] ?? [], from: statement, to: place)
    }

    /// True if every way from a statement to a place sends to the database what was added before.
    public func isWritten(from statement: Syntax, to place: Syntax) -> Bool {
        passes(writes, from: statement, to: place)
    }

    private func passes(_ statements: [Syntax], from start: Syntax, to place: Syntax) -> Bool {
        graph.isReachable(place) && graph.isReachable(start)
            && !graph.hasPath(from: start, to: place, avoiding: graph.barrier(statements))
    }

    /// `refresh(x, …)` with names of attributes, in some way to a place.
    public func refreshesAttributes(of name: Syntax, before place: Syntax) -> Bool {
        refreshes.contains { call in
            guard call.arguments.count > 1, let row = call.positional.first,
                let statement = call.node.enclosingStatement
            else { return false }
            return !rows(row).isDisjoint(with: rows(name)) && graph.mayRun(place, after: statement)
        }
    }

    fileprivate func readExpiries() -> [Syntax] {
        let expiring = function.ownNodes(.call).compactMap(CallExpression.init).filter { call in
            ["expire", "expire_all"].contains(call.functionName) && call.receiver != nil
        }.map(\.node)
        let ends: SessionWork = [.commits, .rollsBack, .unknown]
        let ending = events.filter { !$0.work.isDisjoint(with: ends) }.map(\.node)
        return Set(ending + expiring).sorted { $0.end < $1.end }
    }

    fileprivate func readLoads() -> [Identity: [Syntax]] {
        var loads: [Identity: [Syntax]] = [:]
        for node in function.ownNodes(.attribute) where node.role != .target {
            guard let object = node.child(.object), let statement = node.enclosingStatement,
                Self.isEvaluated(node, in: statement), let identity = flow.identities.identity(of: object)
            else { continue }
            loads[identity, default: []].append(statement)
        }
        for call in refreshes {
            guard let row = call.positional.first, let statement = call.node.enclosingStatement,
                statement.child(.value)?.withoutAwait == call.node,
                let identity = flow.identities.identity(of: row)
            else { continue }
            loads[identity, default: []].append(statement)
        }
        return loads
    }

    /// True if a part of a statement is evaluated whenever the statement runs.
    private static func isEvaluated(_ part: Syntax, in statement: Syntax) -> Bool {
        guard !statement.kind.isCompoundStatement else {
            return part == statement.child(.test) ?? statement.child(.subject)
        }
        let optional: Set<NodeKind> = [
            .lambda, .conditional, .booleanOperation, .generatorExpression, .listComprehension,
        ]
        return !part.ancestors.prefix { $0 != statement }.contains { optional.contains($0.kind) }
    }
}

extension SessionBody {
    /// True if the function may return after a statement has begun.
    public func reachesEnd(after statement: Syntax) -> Bool {
        flow.graph.reach(from: [statement], at: .start).containsEnd
    }
}
