import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Whose transaction a place is in: whether a rollback there could lose work that is not its own.
struct Transaction {
    let file: FileContext
    let session: Syntax
    /// The statement in question, an `if` say.
    let place: Syntax

    /// True where the session was opened or committed in this function and nothing was done with it since: a rollback takes
    /// back the insert alone.
    var isClean: Bool { startsHere && !hasOtherWork }

    /// The session is made in this function, or is the request's own.
    private var startsHere: Bool {
        guard session.kind == .name else { return false }
        switch flow.definitions.value(of: session) {
        case .entered(let source), .expression(let source):
            // `with Session.begin() as session:` commits at its end.
            guard let call = CallExpression(source.withoutParentheses), call.functionName != "begin" else {
                return false
            }
            return FlowGraph.owner(of: source) == flow.graph.owner
        case .parameter(let parameter):
            return parameter.enclosingFunction == place.enclosingFunction
                && Dependency(of: parameter, in: file.module, file.project) != nil
        default: return false
        }
    }

    private var flow: FunctionFlow { file.flow(around: place) }

    /// True where something before the place may be in the transaction still. In a loop all work after it comes before it,
    /// committed or not.
    private var hasOtherWork: Bool {
        guard let function = place.enclosingFunction, let identity = flow.identities.identity(of: session) else {
            return true
        }
        let pending = flow.analysis { PendingWork() }
        let known = pending.sessions[identity] ?? work(in: function)
        pending.sessions[identity] = known
        let loop = place.ancestors.prefix { $0 != function }.last {
            $0.kind == .forStatement || $0.kind == .whileStatement
        }
        if let loop {
            let next = known.statements.partitionPoint { $0.start >= place.end }
            if next < known.statements.count, known.statements[next].isDescendant(of: loop) { return true }
        }
        return known.reach.contains(place)
    }

    private func work(in function: Syntax) -> PendingWork.Session {
        let statements = function.subtree.filter { $0.kind.isStatement && !$0.kind.isCompoundStatement }
        let commits = flow.graph.barrier(statements.filter(isCommit))
        let works = statements.filter(isWork)
        return PendingWork.Session(
            statements: works, reach: flow.graph.reach(from: works, at: .end, avoiding: commits))
    }

    private func isCommit(_ statement: Syntax) -> Bool {
        statement.subtree.contains { SessionCalls.end.matches($0, binding: ["session": session]) }
    }

    /// A write, or a call that is given the session and may write.
    private func isWork(_ statement: Syntax) -> Bool {
        // Whatever its name: another one may mean the same session, and what holds it may write to it.
        let isWrite = calls(in: statement).contains { call in
            if let object = call.function.child(.object), isSession(object) {
                return isWork(method: call)
            }
            return call.arguments.contains { isSession($0.value) }
                || call.function.child(.object).map(holdsSession) ?? false
        }
        if isWrite { return true }
        // `row.status = …` of a loaded row.
        return statement.children(.target).contains { target in
            target.kind == .attribute && target.child(.object).flatMap { file.frameworks.type(of: $0)?.instance } != nil
        }
    }

    /// A query reads; of any other statement that is executed nothing is known.
    private func isWork(method call: CallExpression) -> Bool {
        let roles = SessionMethods.roles(of: call.functionName ?? "")
        return !roles.isDisjoint(with: .works)
            || roles.contains(.executes) && file.effects.ofCalling(call).contains(.unknown)
    }

    private func isSession(_ node: Syntax) -> Bool {
        node.text == session.text || file.frameworks.type(of: node)?.session != nil
    }

    private func holdsSession(_ object: Syntax) -> Bool { SessionHolder.isBuiltWithSession(object, in: file) }

    private func calls(in statement: Syntax) -> [CallExpression] {
        statement.subtree.compactMap(CallExpression.init)
    }
}

/// What the functions of a file do in the transactions of sessions, by session.
private final class PendingWork {
    struct Session {
        /// The statements that may write, in text order.
        let statements: [Syntax]
        /// The places that a transaction may reach with such work in it.
        let reach: FlowReach
    }

    var sessions: [Identity: Session] = [:]
}
