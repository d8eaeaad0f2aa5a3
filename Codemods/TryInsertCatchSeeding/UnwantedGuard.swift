import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Why nobody wants a guard here, although two workers could insert the row twice.
struct UnwantedGuard {
    let file: FileContext
    let site: SeedingSite

    /// Tests have the database to themselves.
    var isTest: Bool { file.path.isTest }

    /// A clause for a message; nil if the guard is wanted.
    var reason: String? {
        switch file.role(of: site.ifStatement) {
        case .program: return "left as it is: only a program that is started by hand gets here"
        case .command: return "left as it is: only commands of a command line get here"
        case .interactive: return "left as it is: only a program that asks somebody at a terminal gets here"
        case .unused: return "left as it is: no other code of the project, tests apart, gets here"
        case .aside: return "left as it is: a script or sample, which one process runs"
        case .application, .test: break
        }
        if isOfMaster { return "left as it is: only gunicorn's master process gets here" }
        if let answer { return "left as it is: the handler around it rolls back and \(answer)" }
        return HouseInsert.nearest(to: site, in: file).map {
            "left as it is: the project inserts with ON CONFLICT elsewhere (\($0.path):\($0.line))"
        }
    }

    /// A hook of gunicorn's that runs before there are workers.
    private var isOfMaster: Bool {
        file.path.name.elementsEqual("gunicorn.conf.py".utf8)
            && ["on_starting", "when_ready"].contains(
                site.ifStatement.enclosingFunction?.child(.name)?.identifier ?? "")
    }

    /// A handler around the place takes every error, rolls back, and answers with a result or another exception; or goes on, where
    /// the insert is committed at once and nothing else is lost.
    private var answer: String? {
        var inner = site.ifStatement
        for outer in inner.ancestors.prefix(while: { $0.kind != .functionDefinition }) {
            defer { inner = outer }
            guard inner.role == .body, let attempt = TryStatement(outer) else { continue }
            guard let handler = attempt.handlers.first(where: takesAll) else { continue }
            if Self.answers(handler, in: file) { return "answers" }
            return site.commit != nil && goesOn(handler) ? "goes on" : nil
        }
        return nil
    }

    private func goesOn(_ handler: ExceptHandler) -> Bool {
        Self.rollsBack(handler, in: file) && !handler.body.subtree.contains { $0.kind == .raiseStatement }
    }

    private func takesAll(_ handler: ExceptHandler) -> Bool {
        handler.exception == nil
            || handler.exceptions.contains { type in
                Violations(in: file.module, file.project).isOne(type)
                    || ["builtins.Exception", "builtins.BaseException"].contains(
                        file.project.definition(of: type, in: file.module)?.externalName ?? "")
            }
    }

    /// It rolls back, and returns or raises something of its own.
    static func answers(_ handler: ExceptHandler, in file: FileContext) -> Bool {
        let leaves = handler.body.subtree.contains { node in
            node.kind == .returnStatement || node.kind == .raiseStatement && node.firstChild?.kind == .call
        }
        return leaves && rollsBack(handler, in: file)
    }

    private static func rollsBack(_ handler: ExceptHandler, in file: FileContext) -> Bool {
        file.nodes.all(.call, in: handler.node).contains { SessionCalls.rollback.matches($0) }
    }
}
