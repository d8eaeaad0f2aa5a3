import PythonLibraries
import PythonSyntax
import Rewriting

/// The shapes that can be said in Python.
enum HandlePatterns {
    static let close = Pattern("$handle.close()", .optionalAwait)
    static let closing = ResourceTable.files.closing
    /// What is over when the file is.
    static let readWhole: [Pattern] = ["$handle.read()", "$handle.readlines()"]
    /// Tests before a close that ask whether there is something to close. They go with it.
    static let guardedExpression: Pattern = "$handle and $close"
    static let guardedStatement: Patterns = [
        "if $handle: $close", "if $handle is not None: $close", "if not $handle.closed: $close",
        "if $handle and not $handle.closed: $close",
    ]

    static let all: [Patterns] = [[close, guardedExpression], guardedStatement, Patterns(readWhole)]

    /// The handle that a statement closes and does nothing else.
    static func closed(by statement: Syntax) -> Syntax? {
        statement.kind == .expressionStatement ? close.match(statement)?["handle"] : nil
    }

    /// What stands around a close, if it is nothing but a guard; else the close itself.
    static func guarded(_ close: Syntax, _ handle: Syntax) -> Syntax {
        guard let around = close.parent else { return close }
        return guardedExpression.matches(around, binding: ["handle": handle, "close": close]) ? around : close
    }

    /// The same for a statement that closes.
    static func guarded(statement: Syntax, _ handle: Syntax) -> Syntax {
        guard let around = statement.parent?.parent else { return statement }
        return guardedStatement.matches(around, binding: ["handle": handle, "close": statement]) ? around : statement
    }
}
