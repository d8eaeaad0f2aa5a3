import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What holds at one place of a function: work that has not been sent yet, a lock that others wait for.
extension SessionBody {
    /// The first event that may leave something unsent in a session when a place is reached, if queries send nothing. A rollback
    /// drops it.
    public func unsent(
        at place: Syntax, _ session: Identity?, _ work: SessionWork = .uncommitted, besides own: (SessionEvent) -> Bool
    ) -> SessionEvent? {
        let barrier = graph.barrier(
            events.filter { event in
                let isOver = event.flushes || event.work == .rollsBack && event.session != nil
                return event.isCertain && isOver && !isOfAnother(session, event)
            }.map(\.statement))
        return events.first { event in
            guard !event.leaves.isDisjoint(with: work), !event.flushes, !own(event),
                !isOfAnother(session, event)
            else { return false }
            let moment: FlowMoment = event.statement.kind.isCompoundStatement ? .start : .end
            return graph.reach(from: [event.statement], at: moment, avoiding: barrier).contains(place)
        }
    }

    /// True if a lock that others wait for has been taken on every path to a place, in the transaction that is open there.
    /// Locks on rows that a query finds count only if `counts` says so.
    public func holdsLock(at place: Syntax, _ session: Identity?, counts: (SessionEvent) -> Bool) -> Bool {
        let locks = events.filter { event in
            event.work.contains(.blocks) && event.isUnconditional && !isOfAnother(session, event)
                && (!event.locksRows || counts(event))
        }.map(\.statement)
        guard !locks.isEmpty, graph.completion(ofAnyOf: locks).isCertain(before: place) else { return false }
        let ends = events.filter { !$0.work.isDisjoint(with: [.commits, .rollsBack]) && !isOfAnother(session, $0) }
        let released = graph.reach(from: ends.map(\.statement), avoiding: graph.barrier(locks))
        return !released.contains(place)
    }
}

extension SessionEvent {
    /// `query(…).with_for_update().one()`, `get(Model, key, with_for_update=True)`
    fileprivate var locksRows: Bool {
        node.subtree.lazy.compactMap(CallExpression.init).contains { call in
            QueryMethods.roles(of: call.functionName ?? "").contains(.locks) || call.keyword("with_for_update") != nil
                || !QueryLocks.work(ofKeywordsIn: call).isEmpty
        }
    }

    /// It happens whenever its statement ends well: `db.execute(…)` in `row = db.execute(…).scalar_one()`.
    fileprivate var isUnconditional: Bool {
        let chain: Set<NodeKind> = [.attribute, .call, .await, .parenthesized]
        return !statement.kind.isCompoundStatement
            && node.ancestors.prefix { $0 != statement }.allSatisfy { chain.contains($0.kind) }
    }
}
