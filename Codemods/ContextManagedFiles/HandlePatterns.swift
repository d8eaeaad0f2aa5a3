import PythonSyntax
import Rewriting

/// The shapes that can be said in Python.
enum HandlePatterns {
    /// A call that closes a handle and does nothing else.
    static let close: Patterns = [Pattern("$handle.close()", .optionalAwait)]

    /// The handle that a statement closes and does nothing else.
    static func closed(by statement: Syntax) -> Syntax? {
        statement.kind == .expressionStatement ? close.match(statement)?["handle"] : nil
    }
}
