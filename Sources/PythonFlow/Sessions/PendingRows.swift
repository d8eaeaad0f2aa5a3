import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// Rows that wait in a session, with what they are given only later.
///
/// What sends them as they are, a savepoint say, may find a column without a value: `begin_nested` flushes whatever the setting
/// `autoflush` says ([SQLAlchemy](https://docs.sqlalchemy.org/en/20/orm/session_transaction.html#using-savepoint)).
public final class PendingRows {
    /// A row that is added before all of its columns have values.
    private struct Row {
        let name: Syntax
        let filling: RowFilling
        let reach: FlowReach
    }

    // The flow keeps them.
    private unowned let flow: FunctionFlow
    private let model: FrameworkModel
    /// In text order.
    private let rows: [Row]

    /// Those of the function that a flow is about.
    public init(_ flow: FunctionFlow, _ model: FrameworkModel) {
        (self.flow, self.model) = (flow, model)
        let calls = flow.graph.owner.subtree.compactMap { SessionCall($0, model) }
        let barrier = flow.graph.barrier(calls.filter { $0.has(.sends) }.compactMap(\.call.node.enclosingStatement))
        rows = calls.filter { $0.has(.adds) }.flatMap { addition -> [Row] in
            guard let statement = addition.call.node.enclosingStatement else { return [] }
            let rows = addition.call.arguments.map(\.value).flatMap { $0.kind == .list ? $0.children(.element) : [$0] }
            return rows.compactMap { name in
                guard name.kind == .name, let filling = RowFilling(of: name, flow, model), filling.goesOn else {
                    return nil
                }
                let reach = flow.graph.reach(from: [statement], avoiding: barrier)
                return Row(name: name, filling: filling, reach: reach)
            }
        }.sorted { $0.name.start < $1.name.start }
    }

    /// A column, as `visit.path`, of a row that may wait when a place is reached, and is given a value only after it although it must
    /// have one. Nil if there is none.
    public func columnFilledLater(than place: Syntax) -> String? {
        rows.prefix { $0.name.start < place.start }.lazy.filter { $0.reach.contains(place) }
            .compactMap { row in row.filling.columnFilledLater(than: place.range).map { "\(row.name.text).\($0)" } }
            .first
    }

    /// The same for one row, whether it waits or not.
    public func columnFilledLater(of row: Syntax, than place: Range<Int>) -> String? {
        RowFilling(of: row, flow, model)?.columnFilledLater(than: place)
    }
}

/// What gives a row's columns their values.
private struct RowFilling {
    private let mapped: MappedClass
    /// Columns that must have a value and get none from the constructor.
    private let missing: [Column]
    /// The attributes that are assigned, in text order.
    private let targets: [Syntax]
    /// Where the row is given to a call.
    private let passed: [Syntax]

    init?(of row: Syntax, _ flow: FunctionFlow, _ model: FrameworkModel) {
        let definitions = flow.definitions
        let bindings = definitions.reaching(row).bindings
        let made = bindings.count == 1 ? Value(of: bindings[0]).expression?.withoutParentheses : nil
        guard let mapped = model.type(of: row)?.instance ?? made.flatMap({ model.type(of: $0)?.instance }) else {
            return nil
        }
        let given = Set(made.flatMap(CallExpression.init)?.arguments.compactMap(\.keyword) ?? [])
        let uses = bindings.flatMap { definitions.uses(ofBindingAt: $0.node) }.filter { $0 != row }
        self.mapped = mapped
        missing = mapped.columns.filter {
            !$0.isNullable && !$0.hasDefault && !$0.isPrimaryKey && !given.contains($0.name)
        }
        targets = uses.compactMap { use in
            let use = use.withParentheses
            guard use.role == .object, let attribute = use.parent, attribute.kind == .attribute else { return nil }
            return attribute.role == .target ? attribute : nil
        }
        passed = uses.filter { $0.withParentheses.parent?.kind == .arguments }
    }

    /// The row may be given values after its constructor.
    var goesOn: Bool { !missing.isEmpty && !(targets.isEmpty && passed.isEmpty) }

    /// What is assigned after a place and cannot wait: a column without a value, or a relationship that a foreign key depends on.
    func columnFilledLater(than place: Range<Int>) -> String? {
        let before = Set(targets.filter { $0.end <= place.lowerBound }.compactMap(\.lastName))
        let missing = missing.filter { !before.contains($0.name) }
        let later = targets.filter { $0.start >= place.upperBound }.compactMap(\.lastName)
        if let column = later.first(where: { name in missing.contains { $0.name == name } }) { return column }
        // A relationship, or a helper, gives what is missing.
        if missing.contains(where: \.isForeignKey), let name = later.first(where: { mapped.column($0) == nil }) {
            return name
        }
        let isPassed = passed.contains { $0.start >= place.upperBound }
        return isPassed ? missing.first { $0.isRequired }?.name : nil
    }
}
