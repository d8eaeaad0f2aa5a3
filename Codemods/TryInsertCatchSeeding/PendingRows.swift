import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Another row that waits in the session: a savepoint sends it together with the new one, perhaps before it has all its values.
///
/// `begin_nested` flushes whatever the setting `autoflush` says
/// ([SQLAlchemy](https://docs.sqlalchemy.org/en/20/orm/session_transaction.html#using-savepoint)).
struct PendingRows {
    let file: FileContext
    let site: SeedingSite

    /// A column, as `visit.path`, that must have a value and is given one only after the place. Nil if there is none.
    var columnFilledLater: String? {
        guard let function = site.ifStatement.enclosingFunction else { return nil }
        let calls = function.subtree.compactMap { SessionCall($0, file.frameworks) }
        let sent = calls.filter { $0.has(.sends) }.compactMap(\.call.node.enclosingStatement)
        let graph = file.flow(around: site.ifStatement).graph
        for added in calls where added.has(.adds) && added.call.node.start < site.ifStatement.start {
            guard let statement = added.call.node.enclosingStatement,
                graph.hasPath(from: statement, to: site.ifStatement, avoiding: sent)
            else { continue }
            let rows = added.call.arguments.map(\.value).flatMap { $0.kind == .list ? $0.children(.element) : [$0] }
            for row in rows where row.kind == .name {
                if let column = columnFilledLater(of: row, than: site.ifStatement.range) {
                    return "\(row.text).\(column)"
                }
            }
        }
        return nil
    }

    /// What is assigned after a place and cannot wait: a column without a value, or a relationship that a foreign key depends on.
    func columnFilledLater(of row: Syntax, than place: Range<Int>) -> String? {
        guard let mapped = file.frameworks.type(of: row)?.instance, let variable = file.semantics.variable(of: row)
        else { return nil }
        let value = file.flow(around: row).definitions.value(of: row).expression
        let given = value.flatMap { CallExpression($0.withoutParentheses) }?.arguments.compactMap(\.keyword) ?? []
        let uses = variable.references.filter { $0 != row }
        let assigned = uses.compactMap(Self.assignedAttribute)
        let before = Set(given + assigned.filter { $0.end <= place.lowerBound }.compactMap(\.lastName))
        let missing = mapped.columns.filter {
            !$0.isNullable && !$0.hasDefault && !$0.isPrimaryKey && !before.contains($0.name)
        }
        let later = assigned.filter { $0.start >= place.upperBound }.compactMap(\.lastName)
        if let column = later.first(where: { name in missing.contains { $0.name == name } }) { return column }
        // A relationship, or a helper, gives what is missing.
        if missing.contains(where: \.isForeignKey), let name = later.first(where: { mapped.column($0) == nil }) {
            return name
        }
        let isPassed = uses.contains { $0.start >= place.upperBound && $0.parent?.kind == .arguments }
        return isPassed ? missing.first { $0.isRequired }?.name : nil
    }

    /// `row.path` in `row.path = …`.
    private static func assignedAttribute(_ name: Syntax) -> Syntax? {
        guard let attribute = name.parent, attribute.kind == .attribute, name.role == .object else { return nil }
        return attribute.role == .target ? attribute : nil
    }
}
