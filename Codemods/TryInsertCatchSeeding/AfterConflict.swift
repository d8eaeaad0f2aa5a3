import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What the code does after the insert that was right only because a conflict ended it, or because the row was sent later.
struct AfterConflict {
    let file: FileContext
    let site: SeedingSite
    /// Where what is tried ends.
    let end: Int

    /// A read of a column of the new row that has its default as soon as the row is sent, and is None until then.
    var readDefault: Syntax? {
        let given = Set((site.row.construction?.arguments ?? []).compactMap(\.keyword))
        return rowVariables.flatMap(\.references).map(\.withParentheses).first { use in
            guard let read = use.parent, use.role == .object, read.kind == .attribute, read.role != .target,
                read.role != .function, isBetween(read.start), let name = read.lastName, !given.contains(name)
            else { return false }
            return site.lookup.mapped.column(name)?.hasDefault ?? false
        }?.parent
    }

    /// From what is tried to where the row has been sent anyway.
    private func isBetween(_ place: Int) -> Bool {
        guard place >= end, let body = file.sessionBody(around: site.ifStatement) else { return false }
        let sent = body.events.filter { $0.node.start >= end && ($0.flushes || $0.certainlyCommits) }.map(\.node.start)
        return place < sent.min() ?? .max
    }

    /// A change whose reason is out of date once the insert has waited for another worker: the attribute of another row was read
    /// before, or the value comes from a query that was made before.
    var staleChange: Syntax? {
        guard let scope = site.ifStatement.enclosingFunction else { return nil }
        return file.nodes.all(.attribute, in: scope).first { target in
            guard target.start >= end, target.withParentheses.role == .target, let object = target.child(.object),
                object.kind == .name, let variable = file.semantics.variable(of: object)
            else { return false }
            if rowVariables.contains(variable) { return target.parent.map(isComputedBefore) ?? false }
            return file.frameworks.type(of: object)?.instance != nil && isReadBefore(target, of: variable)
        }
    }

    /// What is decided or computed from the result of the lookup before the test: it is not done again for the other worker's row.
    var staleRead: Syntax? {
        guard let found = site.found, let variable = file.semantics.variable(of: found),
            let asked = site.lookupStatements.last
        else { return nil }
        return variable.references.first { use in
            guard use.start >= asked.end, use.end <= site.ifStatement.start, let statement = use.enclosingStatement
            else {
                return false
            }
            return !file.effects.of(statement).isHarmless || statement.child(.target) != nil
        }?.enclosingStatement
    }

    private func isReadBefore(_ target: Syntax, of variable: Variable) -> Bool {
        variable.references.contains { use in
            let use = use.withParentheses
            guard use.start < site.ifStatement.start, use.role == .object, let read = use.parent else { return false }
            return read.kind == .attribute && read.lastName == target.lastName && read.role != .target
        }
    }

    /// The value of an assignment names a variable that a query before the insert has filled.
    private func isComputedBefore(_ assignment: Syntax) -> Bool {
        guard let value = assignment.child(.value) else { return false }
        return names(in: value).contains { isComputedBefore($0, depth: 0) }
    }

    private func isComputedBefore(_ name: Syntax, depth: Int) -> Bool {
        guard depth < 4, let variable = file.semantics.variable(of: name), variable.scope.kind == .function,
            !rowVariables.contains(variable)
        else { return false }
        return variable.bindings.contains { binding in
            guard binding.node.start < site.ifStatement.start, let value = binding.statement?.child(.value),
                !site.lookupStatements.contains(where: { value.isDescendant(of: $0) })
            else { return false }
            let asks = value.subtree.contains { CallExpression($0)?.functionName.map(QueryMethods.asks) ?? false }
            return asks || names(in: value).contains { isComputedBefore($0, depth: depth + 1) }
        }
    }

    private func names(in value: Syntax) -> [Syntax] {
        value.subtree.filter { $0.kind == .name && $0.role != .function }
    }

    private var rowVariables: [Variable] { site.rowVariables(in: file.semantics) }
}
