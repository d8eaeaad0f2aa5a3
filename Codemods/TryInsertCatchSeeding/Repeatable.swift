import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Statements without lasting effects, not even a log line, that may run although the row exists: without the check they run every time.
struct Repeatable {
    let file: FileContext
    let site: SeedingSite

    func isRepeatable(_ statement: Syntax) -> Bool {
        switch statement.kind {
        case .passStatement: return true
        case .expressionStatement: return isRepeatable(value: statement)
        case .assignment, .annotatedAssignment:
            let value = statement.child(.value).map(isQuiet) ?? true
            return value && statement.children(.target).allSatisfy { isOwn($0.withoutParentheses) }
        default: return false
        }
    }

    /// A text, or what the rollback takes back: the insert of rows, and the commit of it.
    private func isRepeatable(value statement: Syntax) -> Bool {
        guard let sent = SessionCall(statement: statement, file.frameworks) else {
            return statement.child(.value).map(isQuiet) ?? false
        }
        return sent.session.hasSameTokens(as: site.session) && sent.has([.adds, .flushes, .commits])
            && sent.call.arguments.allSatisfy { isQuiet($0.value) }
    }

    /// The new row's column, or a variable that nothing uses but the body of the `if`.
    private func isOwn(_ target: Syntax) -> Bool {
        if target.kind == .attribute, let row = target.child(.object), row.kind == .name {
            return site.row.name.map { $0.hasSameTokens(as: row) } ?? false && site.row.construction != nil
        }
        guard target.kind == .name, let variable = file.semantics.variable(of: target), !variable.isUsedElsewhere,
            variable.scope.kind == .function
        else { return false }
        return (variable.references + variable.bindings.map(\.node)).allSatisfy {
            $0.isDescendant(of: site.ifStatement)
        }
    }

    /// Only computes a value, and does not fail although the row exists.
    private func isQuiet(_ expression: Syntax) -> Bool {
        file.effects.of(expression).isPure && !expression.subtree.contains(where: mayFail)
    }

    /// `os.environ["ADMIN"]`, `int(os.getenv("ID"))`: a setting may be there for the first start only.
    private func mayFail(_ node: Syntax) -> Bool {
        if node.kind == .subscription {
            return node.child(.object).flatMap(file.semantics.qualifiedName) == "os.environ"
        }
        guard let call = CallExpression(node), let name = file.semantics.qualifiedName(of: call.function) else {
            return false
        }
        return ["builtins.float", "builtins.int", "builtins.next"].contains(name)
            && !call.arguments.allSatisfy { [.number, .string].contains($0.value.kind) }
    }
}
