import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Handlers around a place that would take an error of the insert which today shows itself outside of them: the insert is sent later
/// than that, by a commit after the `try`.
struct HandlersAround {
    let file: FileContext
    let session: Syntax
    /// The last of the statements that the fix tries.
    let last: Syntax

    /// True where such a handler stands around a statement that sends nothing itself.
    var takeErrors: Bool {
        if sends(last) { return false }
        var inner = last
        for outer in last.ancestors.prefix(while: { $0.kind != .functionDefinition }) {
            defer { inner = outer }
            if inner.role == .body, takesErrors(outer), !isSent(inside: inner) { return true }
        }
        return false
    }

    private func takesErrors(_ statement: Syntax) -> Bool {
        if let attempt = TryStatement(statement) { return attempt.handlers.contains { takesErrors($0) } }
        guard let with = WithStatement(statement) else { return false }
        let managers = ContextManagers(file.semantics) { file.frameworks.type(of: $0)?.session != nil }
        return with.items.contains { managers.maySwallow($0.context) }
    }

    /// A handler for everything, or for types that nothing is known of, unless all it does in the end is to raise the error again.
    private func takesErrors(_ handler: ExceptHandler) -> Bool {
        if handler.exception != nil, handler.exceptions.allSatisfy(isOther) { return false }
        let last = Suite(handler.body).statements.last
        let raisesAgain = last?.kind == .raiseStatement && last?.firstChild == nil
        return !raisesAgain
            || handler.body.subtree.contains {
                $0.kind == .returnStatement || $0.kind == .continueStatement || $0.kind == .breakStatement
            }
    }

    /// An exception that no database raises.
    private func isOther(_ type: Syntax) -> Bool {
        guard let name = file.project.definition(of: type, in: file.module)?.externalName else { return false }
        if ["builtins.Exception", "builtins.BaseException"].contains(name) { return false }
        return BuiltinExceptions.contains(name)
            || ["fastapi.HTTPException", "starlette.exceptions.HTTPException"].contains(name)
    }

    /// True if the rest of a body certainly sends what the session holds.
    private func isSent(inside body: Syntax) -> Bool {
        let sending = body.subtree.filter { $0.kind == .expressionStatement && $0.start >= last.end && sends($0) }
        guard !sending.isEmpty else { return false }
        return file.flow(around: last).graph.certainty(ofAnyOf: sending).isCertain(after: last)
    }

    private func sends(_ statement: Syntax) -> Bool {
        guard let call = SessionCall(statement: statement, file.frameworks) else { return false }
        return call.has([.flushes, .commits]) && call.session.hasSameTokens(as: session)
    }
}
