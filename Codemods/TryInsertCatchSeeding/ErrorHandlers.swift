import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Handlers of a function that make a difference if an insert is sent at once: those around the place would take an error which today
/// shows itself after them, with a later commit; those around a later commit would not see it any more.
final class ErrorHandlers {
    // The flow keeps them, and the file its flows.
    private unowned let file: FileContext
    private unowned let flow: FunctionFlow
    /// Statements that flush or commit a session, in text order.
    private let sends: [SessionCall]
    /// `try` and `with` statements that take what a database may raise, in text order.
    private let takers: [Syntax]
    private var certainties: [Body: FlowCertainty?] = [:]

    private struct Body: Hashable {
        let node: Syntax
        let session: String
    }

    /// Those of the function around a place.
    static func around(_ place: Syntax, in file: FileContext) -> ErrorHandlers {
        let flow = file.flow(around: place)
        return flow.analysis { ErrorHandlers(flow, file) }
    }

    private init(_ flow: FunctionFlow, _ file: FileContext) {
        (self.flow, self.file) = (flow, file)
        let owner = flow.graph.owner
        let calls = file.nodes.all(.expressionStatement, in: owner).compactMap {
            SessionCall(statement: $0, file.frameworks)
        }
        sends = calls.filter { $0.has([.flushes, .commits]) }.sorted { $0.call.node.start < $1.call.node.start }
        let statements = file.nodes.all(.tryStatement, in: owner) + file.nodes.all(.withStatement, in: owner)
        let managers = ContextManagers(file.semantics) { file.frameworks.type(of: $0)?.session != nil }
        let reader = HandlerReader(file: file, managers: managers)
        takers = statements.filter(reader.takesErrors).sorted { $0.start < $1.start }
    }

    /// The `try` or `with` statement that would take other errors if the insert was sent by the last of the tried statements.
    func handler(concerning last: Syntax, _ session: Syntax) -> Syntax? {
        if let call = SessionCall(statement: last, file.frameworks), call.has([.flushes, .commits]),
            call.session.hasSameTokens(as: session)
        {
            return nil
        }
        return handler(around: last, session) ?? handler(after: last, session)
    }

    /// A handler stands around the place, and what sends the insert does not certainly follow in the same body.
    private func handler(around last: Syntax, _ session: Syntax) -> Syntax? {
        var inner = last
        for outer in last.ancestors.prefix(while: { $0.kind != .functionDefinition }) {
            defer { inner = outer }
            guard inner.role == .body, isTaker(outer) else { continue }
            if certainty(of: inner, session)?.isCertain(after: last) != true { return outer }
        }
        return nil
    }

    private func isTaker(_ statement: Syntax) -> Bool {
        let index = takers.partitionPoint { $0.start >= statement.start }
        return takers[index...].prefix { $0.start == statement.start }.contains(statement)
    }

    private func certainty(of body: Syntax, _ session: Syntax) -> FlowCertainty? {
        let key = Body(node: body, session: session.compactText)
        if let known = certainties[key] { return known }
        let sending = sends(after: body.start).prefix { $0.call.node.start < body.end }
            .filter { $0.session.hasSameTokens(as: session) }.compactMap(\.call.node.enclosingStatement)
        let found = sending.isEmpty ? nil : flow.graph.certainty(ofAnyOf: sending)
        certainties[key] = .some(found)
        return found
    }

    private func sends(after offset: Int) -> ArraySlice<SessionCall> {
        sends[sends.partitionPoint { $0.call.node.start >= offset }...]
    }

    /// A handler stands around what sends the insert after the place.
    private func handler(after last: Syntax, _ session: Syntax) -> Syntax? {
        let next = sends(after: last.end).first { send in
            guard let suite = send.call.node.enclosingStatement?.parent else { return false }
            return last.isDescendant(of: suite) && send.session.hasSameTokens(as: session)
        }
        let end = next?.call.node.start ?? .max
        return takers[takers.partitionPoint { $0.start >= last.end }...].prefix { $0.start < end }.first {
            Self.isFollowing($0, last) && maySend($0, session)
        }
    }

    /// Not in another branch of a statement around the place.
    private static func isFollowing(_ node: Syntax, _ place: Syntax) -> Bool {
        let common = node.ancestors.first(where: place.isDescendant)
        return common?.kind == .block || common?.kind == .module
    }

    /// A commit or flush in the body, or a call that is given the session.
    private func maySend(_ statement: Syntax, _ session: Syntax) -> Bool {
        guard let body = statement.child(.body) else { return false }
        return file.nodes.all(.call, in: body).contains { node in
            if SessionCalls.sending.matches(node) { return true }
            guard let call = CallExpression(node),
                call.arguments.contains(where: { $0.value.hasSameTokens(as: session) })
            else { return false }
            return file.effects.ofCalling(call).mayCommit
        }
    }
}

/// Tells what becomes of an exception.
private struct HandlerReader {
    let file: FileContext
    let managers: ContextManagers

    func takesErrors(_ statement: Syntax) -> Bool {
        if let attempt = TryStatement(statement) { return attempt.handlers.contains { takesErrors($0) } }
        guard let with = WithStatement(statement) else { return false }
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
}
