import PythonSemantics
import PythonSyntax
import Rewriting

/// A call of `close()` on a handle, and the statement that consists of it.
struct CloseSite {
    let call: Syntax
    /// The statement to take out with the call: an expression statement, perhaps with a guard around it.
    let statement: Syntax
    /// False where the close is part of something larger and cannot be taken out.
    let isWhole: Bool

    init(call: Syntax, handle: Syntax) {
        self.call = call
        var node = call
        while let parent = node.parent, [.await, .parenthesized].contains(parent.kind) { node = parent }
        guard let statement = HandlePatterns.guarded(node, handle).parent, statement.kind == .expressionStatement else {
            self.statement = call.enclosingStatement ?? call
            isWhole = false
            return
        }
        self.statement = HandlePatterns.guarded(statement: statement, handle)
        isWhole = true
    }

    /// The finally clause that the statement stands directly in.
    var finallyClause: Syntax? {
        guard let clause = statement.parent?.parent, clause.kind == .finallyClause else { return nil }
        return clause
    }
}
