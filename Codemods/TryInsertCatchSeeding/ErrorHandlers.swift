import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Handlers that make a difference where the insert is sent at once: those around the place would take an error which today shows itself
/// after them, with a later commit; those around a later commit would not see it any more.
struct ErrorHandlers {
    let file: FileContext
    let session: Syntax
    /// The last of the statements that the fix tries.
    let last: Syntax

    /// True where a handler stands around the place, and what sends the insert does not stand in the same body.
    var surroundPlace: Bool {
        if sends(last) { return false }
        var inner = last
        for outer in last.ancestors.prefix(while: { $0.kind != .functionDefinition }) {
            defer { inner = outer }
            if inner.role == .body, takesErrors(outer), !isSent(inside: inner) { return true }
        }
        return false
    }

    /// True where a handler stands around what sends the insert in one of the statements after the place.
    func surroundSending(in following: [Syntax]) -> Bool {
        if sends(last) { return false }
        for statement in following {
            if sends(statement) { return false }
            if statement.subtree.contains(where: { takesErrors($0) && maySend($0) }) { return true }
        }
        return false
    }

    /// A commit or flush in the body, or a call that is given the session.
    private func maySend(_ statement: Syntax) -> Bool {
        guard let body = statement.child(.body) else { return false }
        return body.subtree.contains { node in
            if SessionCalls.sending.matches(node) { return true }
            guard let call = CallExpression(node),
                call.arguments.contains(where: { $0.value.hasSameTokens(as: session) })
            else { return false }
            return file.effects.ofCalling(call).mayCommit
        }
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
