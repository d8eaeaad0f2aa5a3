import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What stands around a place and makes up for the gap already: a decorator that tries again after a conflict, a lock that one worker
/// has at a time.
struct HandledByOthers {
    let file: FileContext
    let statement: Syntax

    var isHandled: Bool { isTriedAgain || isLocked || isAcquired }

    /// Each call of the function stands in a `try` that handles the conflict, and only this file mentions the function.
    func isHandledByCallers(_ inserts: FileInserts) -> Bool {
        guard let function = statement.enclosingFunction, let name = function.child(.name), let word = name.identifier,
            let variable = file.semantics.variable(of: name), variable.scope.kind == .module,
            variable.bindings.count == 1
        else { return false }
        let uses = variable.references.filter { $0 != name }
        return !uses.isEmpty && uses.allSatisfy { isHandledCall($0, inserts) }
            && file.project.paths(mentioning: word).allSatisfy { $0 == file.module.path }
    }

    private func isHandledCall(_ use: Syntax, _ inserts: FileInserts) -> Bool {
        guard use.role == .function, use.parent?.kind == .call else { return false }
        var inner = use
        for outer in use.ancestors.prefix(while: { $0.kind != .functionDefinition && $0.kind != .lambda }) {
            if outer.kind == .tryStatement, inner.role == .body, inserts.handlesViolation(in: outer) { return true }
            inner = outer
        }
        return false
    }

    /// `@retry(retry=retry_if_exception_type(IntegrityError))`
    private var isTriedAgain: Bool {
        statement.ancestors.compactMap(FunctionDefinition.init).flatMap(\.decorators).contains { decorator in
            if CallExpression(decorator)?.arguments.contains(where: namesViolation) ?? false { return true }
            return triesEverythingAgain(decorator)
        }
    }

    private func namesViolation(_ argument: CallArgument) -> Bool {
        Violations(in: file.module, file.project).areNamed(in: argument.value)
    }

    /// `@celery.task(autoretry_for=(Exception,))`, `@retry(stop=stop_after_attempt(3))` of tenacity, which tries again whatever is raised;
    /// `@celery.task(base=QueueOnce)`, which runs one task at a time.
    private func triesEverythingAgain(_ decorator: Syntax) -> Bool {
        let call = CallExpression(decorator)
        if let retried = call?.keyword("autoretry_for"), namesEverything(retried) { return true }
        if let base = call?.keyword("base"), ["QueueOnce", "Singleton"].contains(base.lastName ?? "") { return true }
        switch file.project.definition(of: call?.function ?? decorator, in: file.module)?.externalName {
        case "tenacity.retry": return call?.keyword("retry") == nil
        case "backoff.on_exception": return call?.arguments.contains { namesEverything($0.value) } ?? false
        default: return false
        }
    }

    private func namesEverything(_ types: Syntax) -> Bool { types.subtree.contains { $0.identifier == "Exception" } }

    /// `if not lock.acquire(blocking=False): return`, and `lock.release()` in the end.
    private var isAcquired: Bool {
        guard let function = statement.enclosingFunction else { return false }
        let released = file.nodes.attributes(of: ["release"]).filter { $0.isDescendant(of: function) }
        return file.nodes.attributes(of: ["acquire"]).contains { attribute in
            guard attribute.isDescendant(of: function), attribute.start < statement.start,
                let lock = attribute.child(.object),
                released.contains(where: {
                    $0.start > statement.end && $0.child(.object)?.hasSameTokens(as: lock) ?? false
                })
            else { return false }
            return isShared(lock)
        }
    }

    /// `lock = cache.lock("import")`
    private func isShared(_ lock: Syntax) -> Bool {
        let maker = file.semantics.constructor(of: lock) ?? ""
        let made = file.flow(around: lock).definitions.origin(of: lock).flatMap(CallExpression.init)?.functionName
        return [lock.lastName, made].compactMap(\.self).contains(where: Self.namesLock)
            && !["asyncio.", "threading.", "anyio.", "trio."].contains(where: maker.hasPrefix)
    }

    /// `with FileLock(path):`. A lock of this process holds no other worker back.
    private var isLocked: Bool {
        statement.ancestors.compactMap(WithStatement.init).flatMap(\.items).map(\.context).contains { context in
            let node = context.withoutAwait
            let function = CallExpression(node)?.function ?? node
            // `from filelock import FileLock as Lock_`
            let imported = file.project.definition(of: function, in: file.module)?.externalName
                .flatMap { $0.split(separator: ".").last }.map(String.init)
            guard [function.lastName, imported].compactMap(\.self).contains(where: Self.namesLock) else {
                return false
            }
            let maker = file.semantics.constructor(of: node) ?? ""
            return !["asyncio.", "threading.", "anyio.", "trio."].contains(where: maker.hasPrefix)
        }
    }

    /// `FileLock`, `seed_lock`, `lock`, but not `block`.
    private static func namesLock(_ name: String) -> Bool {
        let word = name.lowercased()
        return word.hasSuffix("lock") && !["block", "clock", "unlock"].contains(where: word.hasSuffix)
    }
}
