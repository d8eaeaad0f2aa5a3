import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What stands around a place and makes up for the gap already: a decorator that tries again after a conflict, a lock that one worker
/// has at a time.
struct HandledByOthers {
    let file: FileContext
    let statement: Syntax

    var isHandled: Bool { isTriedAgain || isLocked }

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
            CallExpression(decorator)?.arguments.contains { argument in
                argument.value.subtree.contains(where: FileInserts.isViolation)
            } ?? false
        }
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
