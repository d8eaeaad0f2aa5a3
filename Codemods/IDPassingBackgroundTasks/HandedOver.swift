import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A session that a function opens and gives away: whoever takes it closes it, so that it outlives nothing.
enum HandedOver {
    /// True if `name` is such a session: the function opens it by `db = SessionLocal()`, and neither closes nor leaves it.
    static func isOne(_ name: Syntax, in file: FileContext) -> Bool {
        guard name.kind == .name, let variable = file.semantics.variable(of: name), variable.scope.kind == .function,
            variable.bindings.count == 1, let binding = variable.bindings.first, binding.kind == .assignment,
            let value = binding.statement?.child(.value), let call = CallExpression(value.withoutParentheses),
            call.functionName != "next", file.frameworks.type(of: call.node)?.session != nil
        else { return false }
        return variable.references.allSatisfy { !isClosed($0) }
    }

    /// `db.close()`, `with db:`, `with closing(db):`
    private static func isClosed(_ use: Syntax) -> Bool {
        guard let parent = use.parent else { return true }
        if parent.kind == .attribute, parent.role == .function {
            return ["aclose", "close"].contains(parent.lastName)
        }
        return use.ancestors.prefix { !$0.kind.isCompoundStatement }.contains { $0.kind == .withItem }
    }
}
