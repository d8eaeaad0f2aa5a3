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
        if let guarded = Self.guardingExpression(node, handle) { node = guarded }
        guard let statement = node.parent, statement.kind == .expressionStatement else {
            self.statement = call.enclosingStatement ?? call
            isWhole = false
            return
        }
        self.statement = Self.guardingStatement(statement, handle) ?? statement
        isWhole = true
    }

    /// `f and f.close()`.
    private static func guardingExpression(_ close: Syntax, _ handle: Syntax) -> Syntax? {
        guard let operation = close.parent, operation.kind == .booleanOperation,
            let first = operation.firstChild, first != close, first.hasSameTokens(as: handle),
            operation.children.reduce(0, { count, _ in count + 1 }) == 2
        else { return nil }
        return operation
    }

    /// `if f:`, `if f is not None:`, `if not f.closed:` around nothing but the close.
    private static func guardingStatement(_ statement: Syntax, _ handle: Syntax) -> Syntax? {
        guard let block = statement.parent, block.kind == .block, let condition = block.parent,
            condition.kind == .ifStatement, condition.child(.orElse) == nil,
            Suite(block).statements.count == 1, let test = condition.child(.test)
        else { return nil }
        let name = handle.text
        let text = test.tokenRange.map(test.tree.text(ofToken:)).joined(separator: " ")
        let guards = [name, "\(name) is not None", "not \(name) . closed", "\(name) and not \(name) . closed"]
        return guards.contains(text) ? condition : nil
    }

    /// The finally clause that the statement stands directly in.
    var finallyClause: Syntax? {
        guard let clause = statement.parent?.parent, clause.kind == .finallyClause else { return nil }
        return clause
    }
}
