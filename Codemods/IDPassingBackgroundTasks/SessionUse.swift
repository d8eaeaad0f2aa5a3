import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What an endpoint does with a session around a place: commits, flushes, what it adds, deletes and closes.
struct SessionUse {
    /// The statement at which a task is added.
    let place: Syntax
    let analysis: SessionWorkAnalysis
    /// The function around the place, with what it does to rows and sessions.
    let body: SessionBody
    /// What the dependencies of the function do before it.
    let dependencies: DependencyWork
    /// The session of the task, or the only one that the function names.
    let session: Identity?
    /// The function names more than one session.
    let hasSeveralSessions: Bool
    /// The events that may happen after the place.
    let eventsAfter: [SessionEvent]

    /// `given` is the session that the task is given, nil if it is given instances alone.
    init(at place: Syntax, in function: FunctionDefinition, given: Syntax?, in file: FileContext) {
        self.place = place
        let flow = file.flow(around: place)
        let known = flow.analysis { FunctionSessions(function, flow, in: file) }
        analysis = known.analysis
        body = known.body
        dependencies = known.dependencies
        hasSeveralSessions = known.named.count > 1
        session = given.flatMap(flow.identities.identity) ?? (known.named.count == 1 ? known.named.first : nil)
        eventsAfter = body.events(after: place)
    }

    /// A commit of the session runs after the place on every path that goes well.
    var commitsLater: Bool { body.commits(session, after: place) }

    /// A commit of the session has run when the place is reached.
    var hasCommitted: Bool { body.hasCommitted(session, before: place) }

    /// What may be left uncommitted when the place is reached, and stays so: a session of the task's own would not see it.
    var uncommitted: SessionEvent? { commitsLater ? nil : body.uncommitted(at: place, session) }

    /// What the function does after the place and may not commit.
    var uncommittedLater: SessionEvent? { body.uncommittedAtEnd(session, among: eventsAfter) }

    /// The events with some work that may have happened before the place.
    func events(_ work: SessionWork) -> [SessionEvent] { body.events(work, before: place) }

    /// Rows may have been taken out of the session.
    var closing: SessionEvent? { events(.detaches).first }
}

/// What is worked out once for all tasks of a function.
private struct FunctionSessions {
    let analysis: SessionWorkAnalysis
    let body: SessionBody
    let dependencies: DependencyWork
    /// The sessions that the function names, by the objects that they are.
    let named: Set<Identity>

    init(_ function: FunctionDefinition, _ flow: FunctionFlow, in file: FileContext) {
        analysis = SessionWorkAnalysis(file.frameworks)
        body = analysis.body(of: function, in: file.module, flow)
        dependencies = DependencyWork(of: function, in: file.module, analysis)
        let nodes = function.ownNodes.filter { $0.kind == .name || $0.kind == .attribute }
        named = Set(
            nodes.filter { file.frameworks.type(of: $0)?.session != nil }.compactMap(flow.identities.identity))
    }
}
