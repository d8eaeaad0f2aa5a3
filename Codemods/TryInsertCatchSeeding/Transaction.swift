import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Whose transaction a place is in: whether a rollback there could lose work that is not its own.
struct Transaction {
    let file: FileContext
    let session: Syntax
    /// The statement in question, an `if` say.
    let place: Syntax

    /// True where the session was opened or committed in this function and nothing was done with it since: a rollback takes
    /// back the insert alone.
    var isClean: Bool { startsHere && !hasOtherWork }

    /// The session is made in this function, or is the request's own.
    private var startsHere: Bool {
        guard session.kind == .name, let variable = file.semantics.variable(of: session), variable.bindings.count == 1,
            let binding = variable.bindings.first
        else { return false }
        switch binding.kind {
        case .withTarget, .assignment, .annotatedAssignment:
            // `with Session.begin() as session:` commits at its end.
            let source = binding.node.parent?.child(.context) ?? binding.statement?.child(.value)
            guard let call = source.flatMap({ CallExpression($0.withoutParentheses) }), call.functionName != "begin"
            else {
                return false
            }
            return variable.scope == file.semantics.scope(of: place).withoutComprehensions
        case .parameter:
            return binding.node.enclosingFunction == place.enclosingFunction
                && binding.node.parent.flatMap { Dependency(of: $0, in: file.module, file.project) } != nil
        default: return false
        }
    }

    /// True where something before the place may be in the transaction still. In a loop all of it comes before.
    private var hasOtherWork: Bool {
        guard let function = place.enclosingFunction else { return true }
        let loop = place.ancestors.prefix { $0 != function }.last {
            $0.kind == .forStatement || $0.kind == .whileStatement
        }
        let all = function.subtree.filter { $0.kind.isStatement && !$0.kind.isCompoundStatement }
        let earlier = all.filter { statement in
            statement.end <= place.start
                || loop.map { statement.isDescendant(of: $0) && !statement.isDescendant(of: place) } ?? false
        }
        let works = earlier.filter(isWork)
        guard let last = works.last else { return false }
        if last.start > place.start { return true }
        return !place.completedStatements.contains { $0.start > last.start && isCommit($0) }
    }

    private func isCommit(_ statement: Syntax) -> Bool {
        statement.subtree.contains { SessionCalls.end.matches($0, binding: ["session": session]) }
    }

    /// A write, or a call that is given the session and may write.
    private func isWork(_ statement: Syntax) -> Bool {
        let writes: Set<String> = [
            "add", "add_all", "delete", "merge", "flush", "bulk_save_objects", "bulk_insert_mappings", "begin_nested",
        ]
        // Whatever its name: another one may mean the same session, and what holds it may write to it.
        let isWrite = calls(in: statement).contains { call in
            if let object = call.function.child(.object), isSession(object) {
                return writes.contains(call.functionName ?? "")
            }
            return call.arguments.contains { isSession($0.value) }
                || call.function.child(.object).map(holdsSession) ?? false
        }
        if isWrite { return true }
        // `row.status = …` of a loaded row.
        return statement.children(.target).contains { target in
            target.kind == .attribute && target.child(.object).flatMap { file.frameworks.type(of: $0)?.instance } != nil
        }
    }

    private func isSession(_ node: Syntax) -> Bool {
        node.text == session.text || file.frameworks.type(of: node)?.session != nil
    }

    private func holdsSession(_ object: Syntax) -> Bool { SessionHolder.isBuiltWithSession(object, in: file) }

    private func calls(in statement: Syntax) -> [CallExpression] {
        statement.subtree.compactMap(CallExpression.init)
    }
}
