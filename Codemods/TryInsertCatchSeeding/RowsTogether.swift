import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The inserts that belong to one lookup: what else is added right after the row goes into the same savepoint, so that all of it is
/// there or nothing.
struct RowsTogether {
    let file: FileContext
    let site: SeedingSite

    /// The end of what is tried, among the site's statements.
    var end: Int {
        let statements = site.statements
        var end = site.insertRange.upperBound
        while end < statements.count, isFlush(statements[end]) { end += 1 }
        var next = end
        while next < statements.count, belongs(statements[next], from: end) {
            next += 1
            if isAddition(statements[next - 1]) || isFlush(statements[next - 1]) { end = next }
        }
        return end
    }

    private func isFlush(_ statement: Syntax) -> Bool { has(.flushes, statement) }
    private func isAddition(_ statement: Syntax) -> Bool { has(.adds, statement) }

    private func has(_ role: SessionRoles, _ statement: Syntax) -> Bool {
        guard statement.kind == .expressionStatement, let sent = SessionCall(statement: statement, file.frameworks)
        else { return false }
        return sent.roles == role && sent.session.hasSameTokens(as: site.session)
    }

    /// A row is made or added that has all its values then.
    private func belongs(_ statement: Syntax, from end: Int) -> Bool {
        if isFlush(statement) { return true }
        if isAddition(statement) {
            guard let call = SessionCall(statement: statement, file.frameworks)?.call,
                let row = call.positional.first, call.arguments.count == 1, call.functionName == "add"
            else { return false }
            return isComplete(row, statement)
        }
        guard statement.kind == .assignment, statement.children(.target).count == 1,
            statement.child(.target)?.kind == .name, let value = statement.child(.value)?.withoutParentheses,
            CallExpression(value) != nil, file.frameworks.type(of: value)?.instance != nil
        else { return false }
        return file.effects.of(value).isHarmless
    }

    private func isComplete(_ row: Syntax, _ statement: Syntax) -> Bool {
        if CallExpression(row.withoutParentheses) != nil { return file.frameworks.type(of: row)?.instance != nil }
        guard row.kind == .name else { return false }
        let flow = file.flow(around: site.ifStatement)
        let pending = flow.analysis { PendingRows(flow, file.frameworks) }
        let isRow = file.frameworks.type(of: row)?.instance != nil
        return isRow && pending.columnFilledLater(of: row, than: statement.range) == nil
    }
}
