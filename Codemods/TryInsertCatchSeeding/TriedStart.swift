import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Where the `try` begins: at the insert, after the row has been made, if making it cannot send it.
struct TriedStart {
    let file: FileContext
    let site: SeedingSite

    /// Among the site's statements.
    var index: Int {
        let range = site.insertRange
        guard let construction = site.row.construction, site.row.name != nil, range.count > 1,
            !mayCascade(construction), !between.contains(where: mayWork)
        else { return range.lowerBound }
        return range.upperBound - 1
    }

    /// From the constructor to the statement before the insert.
    private var between: [Syntax] { Array(site.statements[site.insertRange.dropLast()]) }

    /// Before SQLAlchemy 2, a new row gets into the session of a row that it is given, and a savepoint would send it
    /// ([SQLAlchemy](https://docs.sqlalchemy.org/en/14/orm/cascades.html#cascade-backrefs)).
    private func mayCascade(_ construction: CallExpression) -> Bool {
        let mapped = site.lookup.mapped
        let isColumn: (String) -> Bool = { mapped.column($0) != nil }
        let arguments = construction.arguments.contains { argument in
            if let keyword = argument.keyword { return !isColumn(keyword) }
            var carried = CarriedInstances(file.frameworks, in: file.module)
            return carried.mayBe(in: argument.value)
        }
        let isGiven =
            arguments
            || between.contains { statement in
                statement.children(.target).contains { $0.kind == .attribute && !($0.lastName.map(isColumn) ?? false) }
            }
        return isGiven && file.project.paths(containing: "mapped_column").isEmpty
    }

    /// A statement that may do something to a session or to another row.
    private func mayWork(_ statement: Syntax) -> Bool {
        guard let body = file.sessionBody(around: site.ifStatement) else {
            return file.effects.of(statement).mayChangeData
        }
        return body.events.contains { event in
            guard event.node.isDescendantOrSelf(of: statement) else { return false }
            if event.node == site.row.construction?.node { return hasOwnConstructor }
            return !(event.work == .changes && isOwnColumn(event.node))
        }
    }

    private var hasOwnConstructor: Bool {
        let mapped = site.lookup.mapped
        return file.project.member("__init__", of: mapped.definition, in: mapped.module) != nil
    }

    /// `row.name = name`
    private func isOwnColumn(_ node: Syntax) -> Bool {
        guard node.kind == .attribute, let object = node.child(.object), let name = site.row.name else { return false }
        return object.hasSameTokens(as: name)
    }
}
