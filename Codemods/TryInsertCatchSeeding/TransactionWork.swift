import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What in a function may leave something in the transaction of a session that a rollback takes back: rows that are added, changed or
/// deleted, statements that are executed, locks and settings that last as long as the transaction.
///
/// Queries do not; any other call that reaches the session may, unless its effects are known.
struct TransactionWork {
    let file: FileContext
    let handles: SessionHandles

    func isWork(_ node: Syntax) -> Bool {
        switch node.kind {
        case .call: return CallExpression(node).map(isWork) ?? false
        case .attribute, .subscription:
            guard isTarget(node), let object = node.child(.object) else { return false }
            return handles.reaches(object) && !handles.isOwnCollection(object)
        // Whoever consumes a generator runs in between.
        case .yield, .yieldFrom: return handles.isShared
        case .matchStatement: return node.child(.subject).map(handles.reaches) ?? false
        default: return false
        }
    }

    /// True where something is given a value or deleted, alone or in a tuple.
    private func isTarget(_ node: Syntax) -> Bool {
        var whole = node
        while let parent = whole.parent, [.tuple, .list, .starred, .parenthesized].contains(parent.kind) {
            whole = parent
        }
        return whole.role == .target || whole.parent?.kind == .deleteStatement
    }

    // MARK: Calls

    private func isWork(_ call: CallExpression) -> Bool {
        let isGiven = call.arguments.contains { handles.isReached(byValue: $0.value) }
        let isCalledOn = handles.reaches(call.function)
        if !isGiven, !isCalledOn { return handles.isShared && !file.effects.ofCalling(call).leavesDataAlone }
        if isCalledOn, let sent = SessionCall(call.node, file.frameworks) { return isWork(sent) }
        if isQuery(call.node) { return false }
        // The row of a new one's relationship takes it into its session.
        if isGiven, case .type? = file.project.definition(of: call.function, in: file.module) { return true }
        return locks(call) || callsBack(call) || !file.effects.ofCalling(call).leavesDataAlone
    }

    private func isWork(_ sent: SessionCall) -> Bool {
        if sent.has(.executes) { return !(sent.call.positional.first.map { isSelected($0, depth: 0) } ?? false) }
        if sent.has(.asks) {
            return locks(sent.call) || !sent.call.positional.allSatisfy { isSelected($0, depth: 0) || isKey($0, sent) }
        }
        // A commit or a rollback leaves nothing behind.
        return sent.roles.isEmpty || !sent.has([.commits, .rollsBack, .refreshes])
    }

    /// The key that `session.get(Model, key)` asks for.
    private func isKey(_ argument: Syntax, _ sent: SessionCall) -> Bool {
        sent.method != "query" && sent.call.positional.first != argument
    }

    /// `sorted(rows, key=function)` gives the rows to the function.
    private func callsBack(_ call: CallExpression) -> Bool {
        guard let key = call.keyword("key")?.withoutParentheses else { return false }
        return key.kind != .lambda || key.subtree.contains { $0.kind == .call }
    }

    /// `with_for_update` as a method or an argument.
    private func locks(_ call: CallExpression) -> Bool {
        call.keyword("with_for_update") != nil
            || call.functionName.map { QueryMethods.roles(of: $0).contains(.locks) } ?? false
    }

    // MARK: Queries

    private static let maximumDepth = 100

    /// `session.query(User).filter(…).first()`, in one expression or held by a name in between.
    private func isQuery(_ expression: Syntax, depth: Int = 0) -> Bool {
        let node = expression.withoutParentheses.withoutAwait.withoutParentheses
        guard depth < Self.maximumDepth else { return false }
        if node.kind == .name {
            let value = file.flow(around: node).definitions.value(of: node).expression
            return value.map { isQuery($0, depth: depth + 1) } ?? false
        }
        guard let call = CallExpression(node), let receiver = call.receiver, let method = call.functionName else {
            return false
        }
        if let sent = SessionCall(node, file.frameworks) { return sent.has(.asks) && !isWork(sent) }
        return Self.reads(method) && isQuery(receiver, depth: depth + 1)
    }

    /// A method of a query or a result that reads, or makes another query.
    private static func reads(_ method: String) -> Bool {
        let roles = QueryMethods.roles(of: method)
        if !roles.isEmpty { return !roles.contains(.locks) }
        return [
            "add_columns", "columns", "correlate", "fetchall", "fetchmany", "fetchone", "label", "mappings",
            "scalar_subquery",
            "subquery", "union", "union_all", "with_entities", "yield_per",
        ].contains(method)
    }

    /// A class, a column, an aggregate or a `select` of these: no function that writes or locks, no `update`.
    private func isSelected(_ expression: Syntax, depth: Int) -> Bool {
        let node = expression.withoutParentheses
        guard depth < Self.maximumDepth else { return false }
        if isMapped(node) || node.child(.object).map(isMapped) ?? false { return true }
        if node.kind == .name {
            let value = file.flow(around: node).definitions.value(of: node).expression
            return value.map { isSelected($0, depth: depth + 1) } ?? false
        }
        guard let call = CallExpression(node) else { return false }
        if file.frameworks.isSelect(call) { return call.positional.allSatisfy { isSelected($0, depth: depth + 1) } }
        if let name = file.project.definition(of: call.function, in: file.module)?.externalName {
            return Self.aggregates.contains(name)
        }
        guard let receiver = call.receiver, let method = call.functionName, Self.reads(method) else { return false }
        return isSelected(receiver, depth: depth + 1) || isQuery(receiver, depth: depth + 1)
    }

    private func isMapped(_ node: Syntax) -> Bool {
        (node.kind == .name || node.kind == .attribute)
            && file.frameworks.mappedClass(named: node, in: file.module) != nil
    }

    private static let aggregates: Set<String> = Set(
        ["avg", "coalesce", "count", "lower", "max", "min", "sum", "upper"].flatMap {
            ["sqlalchemy.func.\($0)", "sqlmodel.func.\($0)", "sqlalchemy.sql.func.\($0)"]
        })
}
