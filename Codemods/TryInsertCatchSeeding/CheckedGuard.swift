import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A `try` around an insert whose handler takes the conflict, and does not do what it should.
struct CheckedGuard {
    let attempt: TryStatement
    let handler: ExceptHandler
    let file: FileContext

    /// Those of a file that handle a violation or everything.
    static func all(in file: FileContext) -> [CheckedGuard] {
        // Most files have none that goes on: their names need not be resolved.
        let attempts = file.nodes.all(.tryStatement).compactMap(TryStatement.init).filter { attempt in
            attempt.handlers.contains { $0.exception != nil && !leaves($0) }
        }
        if attempts.isEmpty { return [] }
        let violations = Violations(in: file.module, file.project)
        return attempts.compactMap { attempt in
            attempt.handlers.first { $0.exception.map(violations.areNamed) ?? false }
                .map { CheckedGuard(attempt: attempt, handler: $0, file: file) }
        }
    }

    var place: Range<Int> { handler.node.start..<(handler.exception?.end ?? handler.body.start) }

    /// What is wrong with it, in a sentence; nil if nothing is known to be.
    var defect: String? {
        guard !Self.leaves(handler) else { return nil }
        if let work = lostWork {
            return
                "`\(work)` is lost with the conflict: the rollback takes back the whole transaction; put the insert into a savepoint (begin_nested)"
        }
        if isBrokenTransaction {
            return
                "a conflict breaks the transaction around the handler, and the next query fails: put the insert into an atomic() of its own"
        }
        return nil
    }

    /// The handler ends the function, or gives the error on.
    private static func leaves(_ handler: ExceptHandler) -> Bool {
        handler.body.subtree.contains { $0.kind == .raiseStatement || $0.kind == .returnStatement }
    }

    // MARK: Work that a rollback takes back

    /// A row that was added before in the same transaction.
    private var lostWork: String? {
        guard
            let rollback = handler.body.children.compactMap({ SessionCall(statement: $0, file.frameworks) }).first(
                where: { $0.has(.rollsBack) }), let session = rollback.call.receiver,
            !attempt.body.subtree.contains(where: isSavepoint), !followsSavepoint, !addsAgain,
            isSent(session)
        else { return nil }
        guard let body = file.sessionBody(around: attempt.node),
            let identity = body.flow.identities.identity(of: session)
        else { return nil }
        let added = body.events.filter { event in
            event.isCertain && event.work == .adds && !event.added.isEmpty
                && event.session.flatMap(body.flow.identities.identity) == identity
        }
        let before = body.uncommitted(at: attempt.node, identity)
        return added.first { $0.node == before?.node }?.statement.firstLine
    }

    /// `db.begin_nested()` as a statement before the `try`: before SQLAlchemy 2, the rollback ends the savepoint only.
    private var followsSavepoint: Bool {
        guard let suite = file.suite(containing: attempt.node) else { return false }
        return suite.statements.prefix { $0 != attempt.node }.contains { statement in
            statement.child(.value).map { isSavepoint($0.withoutAwait) } ?? false
        }
    }

    /// The handler adds rows once more, which may be those that the rollback took back.
    private var addsAgain: Bool {
        handler.body.subtree.contains { SessionCall($0, file.frameworks)?.has(.adds) ?? false }
    }

    private func isSavepoint(_ node: Syntax) -> Bool { CallExpression(node)?.functionName == "begin_nested" }

    /// The body inserts a row and sends it.
    private func isSent(_ session: Syntax) -> Bool {
        let calls = attempt.body.children.compactMap { SessionCall(statement: $0, file.frameworks) }
            .filter { $0.session.hasSameTokens(as: session) }
        return calls.contains { $0.has(.adds) } && calls.contains { $0.has([.flushes, .commits]) }
    }

    // MARK: Django

    /// Inside `with transaction.atomic():`, without one of its own.
    private var isBrokenTransaction: Bool {
        guard catchesDjangos, !attempt.body.subtree.contains(where: { isAtomic($0) || namesDatabase($0) })
        else { return false }
        let around = attempt.node.ancestors.prefix { $0.kind != .functionDefinition }
        guard let outer = around.compactMap(WithStatement.init).first,
            outer.items.contains(where: { isAtomic($0.context) && !namesDatabase($0.context) })
        else { return false }
        // What comes after the handler in the block is a query, as far as anybody can see.
        return attempt.body.subtree.contains { node in
            CallExpression(node)?.functionName.map { ["create", "save", "bulk_create"].contains($0) } ?? false
        } && file.suite(containing: attempt.node)?.statements.last != attempt.node
    }

    private var catchesDjangos: Bool {
        handler.exceptions.contains { type in
            file.project.definition(of: type, in: file.module)?.externalName?.hasPrefix("django.db") ?? false
        }
    }

    /// `using("logs")`, `atomic(using="logs")`: the query may be in another transaction.
    private func namesDatabase(_ node: Syntax) -> Bool {
        guard let call = CallExpression(node) else { return false }
        return call.functionName == "using" || call.keyword("using") != nil
            || isAtomic(node) && !call.positional.isEmpty
    }

    private func isAtomic(_ node: Syntax) -> Bool {
        guard let call = CallExpression(node) else { return false }
        return file.project.definition(of: call.function, in: file.module)?.externalName
            == "django.db.transaction.atomic"
    }
}
