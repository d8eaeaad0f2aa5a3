import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What an endpoint does with a session around a place: commits, flushes, what it adds, deletes and closes.
struct SessionUse {
    let file: FileContext
    /// The statement at which a task is added.
    let place: Syntax

    init(at place: Syntax, in file: FileContext) {
        self.place = place
        self.file = file
    }

    /// A call of a session's method that makes up a statement, alone or awaited or assigned.
    private func call(_ methods: Set<String>, in statement: Syntax) -> CallExpression? {
        guard let value = statement.child(.value) else { return nil }
        let inner = value.withoutAwait
        guard let call = CallExpression(inner), call.function.kind == .attribute, let name = call.functionName,
            methods.contains(name), let object = call.function.child(.object),
            file.frameworks.type(of: object)?.session != nil
        else { return nil }
        return call
    }

    private func index(_ methods: Set<String>, in statements: [Syntax], about name: String? = nil) -> Int? {
        statements.firstIndex { statement in
            guard let call = call(methods, in: statement) else { return false }
            return name == nil || call.arguments.contains { Self.mentions(name ?? "", $0.value) }
        }
    }

    /// `x`, or a list display with `x` in it.
    private static func mentions(_ name: String, _ value: Syntax) -> Bool {
        value.text == name || value.kind == .list && value.children(.element).contains { $0.text == name }
    }

    /// What has run on every path to the place, and stands behind a statement.
    private func completed(after statement: Syntax) -> [Syntax] {
        place.completedStatements.filter { $0.start > statement.start }
    }

    /// True where the session has written what was added since a statement ran: on every path, before the place.
    func isFlushed(after statement: Syntax) -> Bool {
        completed(after: statement).contains { call(Self.flushing, in: $0) != nil }
    }

    private static let flushing: Set<String> = ["flush", "commit", "refresh"]

    /// The statement that adds an instance to the session before the place is reached.
    func addition(of name: String) -> Syntax? {
        let completed = place.completedStatements
        return index(["add", "add_all", "merge"], in: completed, about: name).map { completed[$0] }
    }

    /// The session that an instance is added to before the place is reached.
    func session(adding name: String) -> Syntax? {
        addition(of: name).flatMap { call(["add", "add_all", "merge"], in: $0)?.function.child(.object) }
    }

    /// True where a commit runs between a statement and the place, or behind the place, on every path that goes well.
    func isCommitted(after statement: Syntax) -> Bool {
        completed(after: statement).contains { call(["commit"], in: $0) != nil } || commitsLater
    }

    /// A commit runs behind the place on every path that goes well.
    var commitsLater: Bool { place.followingStatements.contains { call(["commit"], in: $0) != nil } }

    /// True where something was added or deleted in front of the place and no commit follows on every path: a session of the
    /// task's own would not see it.
    var leavesWritesUncommitted: Bool {
        guard !commitsLater else { return false }
        let writes: Set<String> = ["add", "add_all", "delete", "merge", "bulk_save_objects"]
        return earlierStatements.contains { statement in
            guard call(writes, in: statement) != nil else { return false }
            return !isCommitted(after: statement) && !isCommittedBeside(statement)
        }
    }

    /// The branch that wrote something commits it itself, or leaves the function.
    private func isCommittedBeside(_ statement: Syntax) -> Bool {
        let following = statement.followingStatements.prefix { $0.start < place.start }
        if following.contains(where: { call(["commit"], in: $0) != nil }) { return true }
        return Suite(containing: statement)?.node.alwaysLeaves ?? false
            && !place.isDescendant(of: statement.parent ?? statement)
    }

    /// A commit has run when the place is reached.
    var hasCommitted: Bool { place.completedStatements.contains { call(["commit"], in: $0) != nil } }

    /// Statements of the function in front of the place, in whatever branch.
    private var earlierStatements: [Syntax] {
        guard let function = place.enclosingFunction else { return [] }
        return function.subtree.filter { $0.kind.isStatement && $0.end <= place.start }
    }

    private var laterStatements: [Syntax] {
        guard let function = place.enclosingFunction else { return [] }
        return function.subtree.filter { $0.kind.isStatement && $0.start >= place.end }
    }

    /// The last commit that may have run before the place, in whatever branch, or in a function that is given the session.
    var lastPossibleCommit: Syntax? {
        earlierStatements.last { statement in
            guard !statement.kind.isCompoundStatement else { return false }
            if call(["commit", "rollback"], in: statement) != nil { return true }
            return statement.subtree.contains { node in CallExpression(node).map(mayCommit) ?? false }
        }
    }

    /// A function that is given the session, and commits or cannot be looked into.
    private func mayCommit(_ call: CallExpression) -> Bool {
        guard call.node != place, call.functionName != "add_task",
            call.arguments.contains(where: { file.frameworks.type(of: $0.value)?.session != nil })
        else { return false }
        guard case .function(let function, _)? = file.project.definition(of: call.function, in: file.module) else {
            // `Service(db)` only keeps it.
            return call.functionName?.first?.isUppercase != true
        }
        return function.ownNodes.contains { node in
            guard let inner = CallExpression(node) else { return false }
            // What it passes the session on to may commit as well.
            return inner.functionName == "commit" || inner.functionName == "rollback"
                || inner.arguments.contains { ["db", "session", "db_session"].contains($0.value.identifier) }
        }
    }

    func isDeleted(_ name: String) -> Bool {
        earlierStatements.contains { call(["delete"], in: $0)?.arguments.first?.value.text == name }
    }

    var isClosed: Bool {
        place.completedStatements.contains { call(["close", "expunge_all"], in: $0) != nil }
    }

    /// True where an instance's attribute is read, or it is refreshed, between a statement and the place: its key is there.
    func isLoaded(_ name: String, after statement: Syntax) -> Bool {
        completed(after: statement).contains { later in
            call(["refresh"], in: later)?.arguments.first?.value.text == name || Self.reads(name, in: later)
        }
    }

    /// `x.attribute` where it is evaluated whenever the statement runs.
    static func reads(_ name: String, in statement: Syntax) -> Bool {
        guard !statement.kind.isCompoundStatement else {
            guard let test = statement.child(.test) ?? statement.child(.subject) else { return false }
            return test.kind == .attribute && test.child(.object)?.text == name
        }
        return statement.subtree.contains { node in
            node.kind == .attribute && node.child(.object)?.text == name
                && !(node.role == .target)
                && !node.ancestors.prefix { $0 != statement }.contains {
                    $0.kind == .lambda || $0.kind == .conditional || $0.kind == .booleanOperation
                        || $0.kind == .generatorExpression || $0.kind == .listComprehension
                }
        }
    }

    /// `refresh(x, …)` with names of attributes.
    func refreshesRelationships(of name: String) -> Bool {
        earlierStatements.contains { statement in
            guard let call = call(["refresh"], in: statement), call.arguments.first?.value.text == name else {
                return false
            }
            return call.arguments.count > 1
        }
    }

    /// Assignments to an instance's attributes, in front of the place in whatever branch.
    func changes(of name: String) -> [Syntax] {
        earlierStatements.filter { statement in
            if statement.kind == .assignment || statement.kind == .augmentedAssignment
                || statement.kind == .annotatedAssignment
            {
                return statement.children(.target).contains { target in
                    target.subtree.contains { $0.kind == .attribute && $0.child(.object)?.text == name }
                }
            }
            guard let call = statement.child(.value).flatMap(CallExpression.init) else { return false }
            return call.function.identifier == "setattr" && call.positional.first?.text == name
        }
    }

    /// Assignments to an instance's attributes behind the place: what a flush at the place would not see.
    func isChangedLater(_ name: String) -> Bool {
        laterStatements.contains { statement in
            statement.children(.target).contains { target in
                target.subtree.contains { $0.kind == .attribute && $0.child(.object)?.text == name }
            }
        }
    }
}
