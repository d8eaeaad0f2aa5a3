import PythonSyntax
import Rewriting

/// What is called on a session.
enum SessionCalls {
    static let add: Pattern = "$session.add($row, $...)"
    static let commit = Pattern("$session.commit($...)", .optionalAwait)
    static let flush = Pattern("$session.flush($...)", .optionalAwait)
    static let addition = Pattern("$session.add($...)", .optionalAwait)
    static let end: Patterns = ["$session.commit($...)", "$session.rollback($...)"]
    static let rollback: Patterns = ["$_.rollback($...)", "rollback($...)"]
    static let sending: Patterns = ["$_.commit($...)", "$_.flush($...)", "commit($...)", "flush($...)"]

    static let patterns: [Patterns] = [[add, commit, flush, addition], end, rollback, sending]
}
