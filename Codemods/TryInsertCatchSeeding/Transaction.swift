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

    /// True only if the session is known to have been opened for this function, and everything that may have run in its transaction
    /// since then, or since a commit, is known not to write: a rollback takes back the insert alone.
    var isClean: Bool {
        guard let function = place.enclosingFunction, session.kind == .name,
            let variable = file.semantics.variable(of: session),
            let identity = flow.identities.identity(of: session), let opening = opening(in: function)
        else { return false }
        let pending = flow.analysis { PendingWork() }
        let known = pending.sessions[identity] ?? work(in: function, on: variable, since: opening)
        pending.sessions[identity] = known
        return !known.reach.contains(place) && !isFollowed(by: known.places, in: function)
    }

    private var flow: FunctionFlow { file.flow(around: place) }

    private enum Opening {
        case parameter
        case expression(Syntax)
    }

    /// Where the function gets a session that nobody has worked with. Nil unless that is known.
    private func opening(in function: Syntax) -> Opening? {
        let fresh = FreshSession(file.frameworks)
        switch flow.definitions.value(of: session) {
        case .entered(let source), .expression(let source):
            return FlowGraph.owner(of: source) == flow.graph.owner && fresh.isOpened(by: source)
                ? .expression(source) : nil
        case .parameter(let parameter):
            return parameter.enclosingFunction == function && fresh.isOpened(for: parameter) ? .parameter : nil
        default: return nil
        }
    }

    /// In a loop all work after the place comes before it, committed or not.
    private func isFollowed(by places: [Syntax], in function: Syntax) -> Bool {
        let loops = place.ancestors.prefix { $0 != function }.filter {
            $0.kind == .forStatement || $0.kind == .whileStatement
        }
        guard let loop = loops.last else { return false }
        let next = places.partitionPoint { $0.start >= place.end }
        return next < places.count && places[next].isDescendant(of: loop)
    }

    private func work(in function: Syntax, on variable: Variable, since opening: Opening) -> PendingWork.Session {
        let handles = SessionHandles.known(of: variable, in: function, file)
        let work = TransactionWork(file: file, handles: handles)
        var ends = function.subtree.filter { $0.kind == .expressionStatement && isEnd($0) }
        // What opens the session again begins a transaction of its own.
        if case .expression(let source) = opening, let statement = source.enclosingStatement,
            !statement.kind.isCompoundStatement
        {
            ends.append(statement)
        }
        let places = function.subtree.filter { work.isWork($0) && FlowGraph.owner(of: $0) == flow.graph.owner }
            .sorted { $0.start < $1.start }
        let reach = flow.graph.reach(from: places, at: .start, avoiding: flow.graph.barrier(ends))
        return PendingWork.Session(places: places, reach: reach)
    }

    /// `session.commit()` as a statement.
    private func isEnd(_ statement: Syntax) -> Bool {
        guard let value = statement.child(.value)?.withoutAwait else { return false }
        return SessionCalls.end.matches(value, binding: ["session": session])
    }
}

/// What the functions of a file do in the transactions of sessions, by session.
private final class PendingWork {
    struct Session {
        /// The places that may write, in text order.
        let places: [Syntax]
        /// The places that a transaction may reach with such work in it.
        let reach: FlowReach
    }

    var sessions: [Identity: Session] = [:]
}
