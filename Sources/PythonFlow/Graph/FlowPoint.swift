/// A point of the control-flow graph. A statement has a start and an end, because an exception may leave it in
/// between.
struct FlowPoint: Sendable, BitwiseCopyable, Hashable {
    enum Role: UInt8, Sendable, BitwiseCopyable {
        /// The function's entry, and its exits: normal end, exception, end of the process.
        case entry, returned, raised, terminated
        /// The start of a statement, clause or case; the simple statement, test or pattern is evaluated after it.
        case start
        /// A statement has completed; for an `except` clause, its body has.
        case end
        /// A `for` requests the next element.
        case next
        /// The body of a statement or clause is entered, or skipped.
        case entered, passedBy
        /// An exception in a `try` or `with` body is dispatched to the handlers.
        case dispatch
        /// The start of one of the copies of a `finally` body.
        case finally
        /// The end of a `with` body, before the context managers exit.
        case leaving
        /// Unreachable code, such as after a `return`.
        case dead
    }

    let role: Role
    /// The id of the point's node: a statement, a clause, or the target of a `for`.
    let node: UInt32
}

/// Why control passes from one point to another.
public enum FlowEdgeKind: UInt8, Sendable, BitwiseCopyable {
    case normal, exception, `return`, loopBack
}

struct FlowEdge: Sendable, BitwiseCopyable {
    let from: Int32
    let to: Int32
    let kind: FlowEdgeKind
}
