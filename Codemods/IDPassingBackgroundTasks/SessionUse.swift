import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What an endpoint does with a session around a place: commits, flushes, what it adds, deletes and closes.
struct SessionUse {
    /// The statement at which a task is added.
    let place: Syntax
    private let events: SessionEvents

    init(at place: Syntax, in file: FileContext) {
        self.place = place
        let flow = file.flow(around: place)
        events = flow.analysis { SessionEvents(flow, in: file) }
    }

    private var graph: FlowGraph { events.flow.graph }

    /// True if every way from a statement to the place goes through the end of one of some others.
    private func passes(_ barrier: FlowBarrier, after statement: Syntax) -> Bool {
        graph.isReachable(place) && graph.isReachable(statement)
            && !graph.hasPath(from: statement, to: place, avoiding: barrier)
    }

    private func mayPrecede(_ statement: Syntax) -> Bool { graph.mayRun(place, after: statement) }

    /// True where the session has written what was added since a statement ran: on every path, before the place.
    func isFlushed(after statement: Syntax) -> Bool { passes(events.flushBarrier, after: statement) }

    private static let adding: Set<String> = ["add", "add_all", "merge"]

    private func additionCall(of name: Syntax) -> SessionEvents.Call? {
        events.calls(Self.adding, given: name).last { graph.hasCompleted($0.statement, before: place) }
    }

    /// The statement that adds an instance to the session before the place is reached.
    func addition(of name: Syntax) -> Syntax? { additionCall(of: name)?.statement }

    /// The session that an instance is added to before the place is reached.
    func session(adding name: Syntax) -> Syntax? { additionCall(of: name)?.call.function.child(.object) }

    /// True where a commit runs between a statement and the place, or behind the place, on every path that goes well.
    func isCommitted(after statement: Syntax) -> Bool { commitsLater || passes(events.commitBarrier, after: statement) }

    /// A commit runs behind the place on every path that goes well.
    var commitsLater: Bool { events.committedLater.isCertain(after: place) }

    /// True where something was added or deleted on a path to the place and no commit follows on every path: a session of the
    /// task's own would not see it.
    var leavesWritesUncommitted: Bool { !commitsLater && events.uncommitted.contains(place) }

    /// A commit has run when the place is reached.
    var hasCommitted: Bool { events.committed.isCertain(before: place) }

    /// The last commit that may have run before the place, in whatever branch, or in a function that is given the session. In a
    /// loop what follows the place comes before it, too.
    var lastPossibleCommit: Syntax? {
        let commits = events.possibleCommits
        let next = commits.partitionPoint { $0.end > place.start }
        if next > 0 { return commits[next - 1] }
        guard let loop = graph.loops(around: place, place).last else { return nil }
        return commits.prefix { $0.isDescendant(of: loop) }.last { $0 != place && mayPrecede($0) }
    }

    func isDeleted(_ name: Syntax) -> Bool {
        events.calls("delete", perhapsGiven: name).contains { mayPrecede($0.statement) }
    }

    var isClosed: Bool { events.closed.isCertain(before: place) }

    /// True where an instance's attribute is read, or it is refreshed, between a statement and the place: its key is there.
    func isLoaded(_ name: Syntax, after statement: Syntax) -> Bool {
        guard let identity = events.flow.identities.identity(of: name) else { return false }
        return passes(graph.barrier(events.loads[identity] ?? []), after: statement)
    }

    /// `refresh(x, …)` with names of attributes.
    func refreshesRelationships(of name: Syntax) -> Bool {
        events.calls("refresh", perhapsGiven: name).contains {
            $0.call.arguments.count > 1 && mayPrecede($0.statement)
        }
    }

    /// Assignments to an instance's attributes that may have run before the place.
    func changes(of name: Syntax) -> [Syntax] { events.changes(of: name).filter(mayPrecede) }

    /// True where such an assignment may not have been committed before the place, nor will be after it.
    func leavesChangesUncommitted(of name: Syntax) -> Bool {
        !commitsLater && events.uncommittedChanges(of: name).contains(place)
    }

    /// Assignments to an instance's attributes behind the place: what a flush at the place would not see.
    func isChangedLater(_ name: Syntax) -> Bool {
        events.changes(of: name).contains { graph.mayRun($0, after: place) }
    }
}
