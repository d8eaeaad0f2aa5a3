/// A moment in a run of a function. A statement has two, its start and its end, because an exception leaves it in between.
struct FlowPoint: Sendable, BitwiseCopyable, Hashable {
    enum Role: UInt8, Sendable, BitwiseCopyable {
        /// The function's first moment, and its ways out: a return or the end of the body, an exception, the end of the process.
        case entry, returned, raised, terminated
        /// A statement, clause or case begins; a simple statement, a test or a pattern is then evaluated.
        case start
        /// A statement has run to its end; of an `except` clause: its body has.
        case end
        /// A `for` asks for the next element.
        case next
        /// The body of a statement or clause is entered, or the other way is taken.
        case entered, passedBy
        /// An exception of a `try` or `with` body looks for somebody to handle it.
        case dispatch
        /// One of the copies of a `finally` body begins.
        case finally
        /// A `with` body is done and the context managers are left.
        case leaving
        /// What nothing leads to: after a `return`, say.
        case dead
    }

    let role: Role
    /// The id of the node that the point belongs to: a statement, a clause, or the target of a `for`.
    let node: UInt32
}

/// How one point follows another.
public enum FlowEdgeKind: UInt8, Sendable, BitwiseCopyable {
    case normal, exception, `return`, loopBack
}

struct FlowEdge: Sendable, BitwiseCopyable {
    let from: Int32
    let to: Int32
    let kind: FlowEdgeKind
}
