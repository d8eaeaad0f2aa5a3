import PythonSyntax
import Rewriting

/// The shapes that can be said in Python.
public enum HandlePatterns {
    public static let close: Pattern = "$handle.close()"
    public static let awaitedClose: Pattern = "await $handle.close()"

    /// The handle that a statement closes and does nothing else.
    static func closed(by statement: Syntax) -> Syntax? {
        guard statement.kind == .expressionStatement, let value = statement.child(.value) else { return nil }
        return (close.match(value) ?? awaitedClose.match(value))?["handle"]
    }
}
