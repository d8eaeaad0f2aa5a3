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
    let analysis: SessionWorkAnalysis
    /// The function around the place, with what it does to rows and sessions.
    let body: SessionBody
    /// The session of the task, or the only one that the function names.
    let session: Identity?
    /// The function names more than one session.
    let hasSeveralSessions: Bool

    /// `given` is the session that the task is given, nil if it is given instances alone.
    init(at place: Syntax, in function: FunctionDefinition, given: Syntax?, in file: FileContext) {
        self.place = place
        let flow = file.flow(around: place)
        events = flow.analysis { SessionEvents(flow, in: file) }
        let analysis = flow.analysis { SessionWorkAnalysis(file.frameworks) }
        self.analysis = analysis
        body = analysis.body(of: function, in: file.module, flow)
        let named = Self.sessions(in: function, flow, file)
        hasSeveralSessions = named.count > 1
        session = given.flatMap(flow.identities.identity) ?? (named.count == 1 ? named.first : nil)
    }

    /// The sessions that a function names, by the objects that they are.
    private static func sessions(
        in function: FunctionDefinition, _ flow: FunctionFlow, _ file: FileContext
    ) -> Set<Identity> {
        let nodes = function.ownNodes.filter { $0.kind == .name || $0.kind == .attribute }
        return Set(
            nodes.filter { file.frameworks.type(of: $0)?.session != nil }.compactMap(flow.identities.identity))
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

    /// A commit of the session runs after the place on every path that goes well.
    var commitsLater: Bool {
        graph.certainty(ofAnyOf: body.commits(of: session)).isCertain(after: place)
    }

    /// A commit of the session has run when the place is reached.
    var hasCommitted: Bool { graph.completion(ofAnyOf: body.commits(of: session)).isCertain(before: place) }

    /// What may be left uncommitted when the place is reached, and stays so: a session of the task's own would not see it.
    var uncommitted: SessionEvent? { commitsLater ? nil : body.uncommitted(at: place, session) }

    /// What the function does after the place and may not commit.
    var uncommittedLater: SessionEvent? { body.uncommittedLater(than: place, session) }

    /// The events with some work that may have happened before the place, and those that may happen after it.
    func events(_ work: SessionWork) -> [SessionEvent] { body.events(work, before: place) }
    var eventsAfter: [SessionEvent] { body.events(after: place) }

    /// True if an event may be about the object that a name stands for.
    func concerns(_ name: Syntax, _ event: SessionEvent) -> Bool {
        event.operands.contains { operand in
            let parts = operand.kind == .list ? operand.children(.element) : [operand]
            return parts.contains { events.mayBeSame($0, name) }
        }
    }

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

    /// Rows may have been taken out of the session.
    var isClosed: Bool { !events(.detaches).isEmpty }

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
}
