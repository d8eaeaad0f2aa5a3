import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

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

    /// The first call that may have expired a row when a place is reached, although its session keeps rows after a commit, and after which
    /// nothing has loaded the row again: a rollback, `expire_all()`, a savepoint that fails with a change of the row.
    public func expiry(of name: Syntax, before place: Syntax) -> Syntax? {
        let calls = events.filter { event in
            let isAboutOne = CallExpression(event.node)?.functionName == "expire" && event.operands.count > 1
            return event.expires && (!isAboutOne || concerns(name, event))
        }.map(\.node)
        let isChanged = events.contains { $0.work.contains(.changes) && concerns(name, $0) }
        return (calls + (isChanged ? failingSavepoints : [])).first { call in
            guard let statement = call.enclosingStatement else { return false }
            return graph.mayRun(place, after: statement) && !isLoaded(name, from: statement, to: place)
        }
    }

    /// `begin_nested()` in a `try` that handles its failure.
    private var failingSavepoints: [Syntax] {
        function.ownNodes(.call).compactMap(CallExpression.init).filter { call in
            let isSavepoint = call.functionName == "begin_nested" && call.receiver != nil
            return isSavepoint
                && call.node.ancestors.prefix { $0 != function.node }.contains {
                    TryStatement($0)?.hasHandlers == true
                }
        }.map(\.node)
    }

    /// The first statement that may have sent something and failed before a place, so that the session has given up its rows and lets
    /// nothing be read until a rollback.
    public func failure(before place: Syntax, _ session: Identity?, reading name: Syntax) -> SessionEvent? {
        let healing = events.filter { !$0.work.isDisjoint(with: [.rollsBack, .detaches]) }.map(\.statement)
        return events.first { event in
            guard event.flushes || event.work.contains(.commits), !event.work.contains(.rollsBack),
                !event.statement.kind.isCompoundStatement, event.statement != place, !isOfAnother(session, event),
                mayGoOn(afterFailureOf: event.statement)
            else { return false }
            let barrier = graph.barrier(healing + [event.statement])
            return graph.reach(from: [event.statement], at: .start, avoiding: barrier).contains(place)
                && !isLoaded(name, from: event.statement, to: place)
        }
    }

    /// False where nothing handles a failure, and where `with db.begin_nested():` or `with db.begin():` rolls it back.
    private func mayGoOn(afterFailureOf statement: Syntax) -> Bool {
        let around = statement.ancestors.prefix { $0 != function.node }
        let isHandled = around.contains { $0.kind == .tryStatement || $0.kind == .withStatement }
        return isHandled
            && !around.contains { node in
                node.children(.item).compactMap { $0.child(.context).flatMap(CallExpression.init) }.contains {
                    ["begin", "begin_nested"].contains($0.functionName)
                }
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

    /// True if every way from a statement to a place refreshes a row: all its columns are there.
    public func isRefreshed(_ name: Syntax, from statement: Syntax, to place: Syntax) -> Bool {
        guard !statement.kind.isCompoundStatement, let identity = flow.identities.identity(of: name) else {
            return false
        }
        let statements = refreshes.compactMap { call -> Syntax? in
            guard call.arguments.count == 1, let row = call.positional.first,
                flow.identities.identity(of: row) == identity
            else { return nil }
            return call.node.enclosingStatement.flatMap { $0.child(.value)?.withoutAwait == call.node ? $0 : nil }
        }
        return passes(statements, from: statement, to: place)
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

    func readExpiries() -> [Syntax] {
        let expiring = function.ownNodes(.call).compactMap(CallExpression.init).filter { call in
            ["expire", "expire_all"].contains(call.functionName) && call.receiver != nil
        }.map(\.node)
        let ends: SessionWork = [.commits, .rollsBack, .unknown]
        let ending = events.filter { !$0.work.isDisjoint(with: ends) }.map(\.node)
        return Set(ending + expiring).sorted { $0.end < $1.end }
    }

    func readLoads() -> [Identity: [Syntax]] {
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
