import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What the statements of one function do with sessions and with the instances that names stand for. Collected once, for all
/// tasks that the function adds.
final class SessionEvents {
    /// A statement that consists of a call of a session's method, alone or awaited or assigned.
    struct Call {
        let statement: Syntax
        let call: CallExpression
    }

    /// What may be the same row: whatever a variable holds at the time, or the object that attributes lead to.
    private enum Row: Hashable {
        case variable(Variable)
        case object(Identity)
    }

    // The flow keeps the events, and the file its flows.
    private unowned let file: FileContext
    unowned let flow: FunctionFlow
    /// By the method's name, in text order.
    private var calls: [String: [Call]] = [:]
    /// Assignments to an instance's attributes, in text order.
    private var changes: [Row: [Syntax]] = [:]
    /// Statements that read an instance's attributes or refresh it, whenever they run.
    private(set) var loads: [Identity: [Syntax]] = [:]

    private(set) lazy var flushBarrier = flow.graph.barrier(statements(["flush", "commit", "refresh"]))
    /// Statements that may commit, or roll back: themselves, or in a function that is given the session. In text order.
    private(set) lazy var possibleCommits = ownStatements.filter(mayCommit)
    private var sortedChanges: [Set<Row>: [Syntax]] = [:]

    private let ownStatements: [Syntax]

    init(_ flow: FunctionFlow, in file: FileContext) {
        self.file = file
        self.flow = flow
        ownStatements = flow.graph.owner.subtree.filter { $0.kind.isStatement && !$0.kind.isCompoundStatement }
        for statement in ownStatements { collect(statement) }
        for node in flow.graph.owner.subtree where node.kind == .attribute { collect(attribute: node) }
    }

    private static let methods: Set<String> = [
        "add", "add_all", "merge", "delete", "bulk_save_objects", "flush", "commit", "refresh", "rollback", "expire",
        "expire_all",
    ]

    private func collect(_ statement: Syntax) {
        guard let call = statement.child(.value).flatMap({ CallExpression($0.withoutAwait) }) else { return }
        if call.function.kind == .attribute, let name = call.functionName, Self.methods.contains(name),
            let object = call.function.child(.object), file.frameworks.type(of: object)?.session != nil
        {
            calls[name, default: []].append(Call(statement: statement, call: call))
            if name == "refresh", let row = call.arguments.first.flatMap({ flow.identities.identity(of: $0.value) }) {
                loads[row, default: []].append(statement)
            }
        }
        if call.function.identifier == "setattr", let row = call.positional.first {
            for row in rows(row) { changes[row, default: []].append(statement) }
        }
    }

    private func collect(attribute: Syntax) {
        guard let object = attribute.child(.object), object.kind == .name || object.kind == .attribute,
            let statement = attribute.enclosingStatement
        else { return }
        let isAssigned = statement.children(.target).contains { attribute.isDescendantOrSelf(of: $0) }
        if isAssigned, statement.kind != .forStatement, statement.kind != .deleteStatement {
            for row in rows(object) where changes[row]?.last != statement {
                changes[row, default: []].append(statement)
            }
        }
        if attribute.role != .target, isEvaluated(attribute, in: statement),
            let identity = flow.identities.identity(of: object), loads[identity]?.last != statement
        {
            loads[identity, default: []].append(statement)
        }
    }

    private func rows(_ expression: Syntax) -> Set<Row> {
        var rows: Set<Row> = []
        if let variable = file.semantics.variable(of: expression) { rows.insert(.variable(variable)) }
        if let identity = flow.identities.identity(of: expression) {
            rows.insert(identity.variable.map(Row.variable) ?? .object(identity))
        }
        return rows
    }

    /// True if a part of a statement is evaluated whenever the statement runs.
    private func isEvaluated(_ part: Syntax, in statement: Syntax) -> Bool {
        guard !statement.kind.isCompoundStatement else {
            return part == statement.child(.test) ?? statement.child(.subject)
        }
        return !part.ancestors.prefix { $0 != statement }.contains {
            $0.kind == .lambda || $0.kind == .conditional || $0.kind == .booleanOperation
                || $0.kind == .generatorExpression || $0.kind == .listComprehension
        }
    }

    // MARK: Calls

    func calls(_ names: Set<String>) -> [Call] {
        names.flatMap { calls[$0] ?? [] }.sorted { $0.statement.id < $1.statement.id }
    }

    private func statements(_ names: Set<String>) -> [Syntax] { calls(names).map(\.statement) }

    private lazy var callsByObject = callsByArgument { [flow.identities.identity(of: $0)].compactMap { $0 } }
    private lazy var callsByRow = callsByArgument(rows)

    /// By method: its calls by what they are given, also in a list display.
    private func callsByArgument<Key: Hashable>(
        _ keys: (Syntax) -> some Sequence<Key>
    ) -> [String: [Key: [Call]]] {
        var found: [String: [Key: [Call]]] = [:]
        for (method, calls) in calls {
            for call in calls {
                for argument in call.call.arguments {
                    let values = argument.value.kind == .list ? argument.value.children(.element) : [argument.value]
                    for key in Set(values.flatMap(keys)) { found[method, default: [:]][key, default: []].append(call) }
                }
            }
        }
        return found
    }

    /// Calls of some methods that are given the very object that a name stands for, in text order.
    func calls(_ methods: Set<String>, given name: Syntax) -> [Call] {
        guard let identity = flow.identities.identity(of: name) else { return [] }
        return methods.flatMap { callsByObject[$0]?[identity] ?? [] }.sorted { $0.statement.id < $1.statement.id }
    }

    /// Calls of a method that may be given the object that a name stands for.
    func calls(_ method: String, perhapsGiven name: Syntax) -> [Call] {
        rows(name).flatMap { callsByRow[method]?[$0] ?? [] }
    }

    /// Assignments to attributes of what may be the object that a name stands for, in text order.
    func changes(of name: Syntax) -> [Syntax] {
        let rows = rows(name)
        if let known = sortedChanges[rows] { return known }
        let new = Set(rows.flatMap { changes[$0] ?? [] }).sorted { $0.id < $1.id }
        sortedChanges[rows] = new
        return new
    }

    /// True if two expressions may mean one row.
    func mayBeSame(_ left: Syntax, _ right: Syntax) -> Bool { !rows(left).isDisjoint(with: rows(right)) }

    // MARK: Commits that other functions may make

    private func mayCommit(_ statement: Syntax) -> Bool {
        let isOwn = calls(["commit", "rollback", "expire", "expire_all"]).contains { $0.statement == statement }
        return isOwn || statement.subtree.contains { node in CallExpression(node).map(mayCommit) ?? false }
    }

    /// A task that is added runs later, whatever it does.
    private func mayCommit(_ call: CallExpression) -> Bool {
        call.functionName != "add_task" && file.effects.mayCommit(givenTo: call)
    }
}
