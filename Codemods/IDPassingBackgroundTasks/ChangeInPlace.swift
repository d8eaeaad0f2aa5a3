import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A change inside the value of a column, `report.data["title"] = …`: SQLAlchemy does not notice it unless the column is mutable, so that
/// a commit does not store it.
struct ChangeInPlace {
    let file: FileContext
    let body: SessionBody

    private static let changing: Set<String> = [
        "add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse", "setdefault",
        "sort", "update",
    ]

    /// The first change inside a column of a row that a place may follow.
    func first(of name: Syntax, _ type: MappedClass, before place: Syntax) -> Syntax? {
        body.function.ownNodes(.attribute).first { attribute in
            guard let object = attribute.child(.object), isSame(object, name), let column = column(attribute, of: type),
                isChanged(attribute), let statement = attribute.enclosingStatement
            else { return false }
            return !isNoticed(column) && body.flow.graph.mayRun(place, after: statement)
        }
    }

    private func isSame(_ object: Syntax, _ name: Syntax) -> Bool {
        guard object.kind == .name, let variable = file.semantics.variable(of: object) else { return false }
        return variable == file.semantics.variable(of: name)
    }

    private func column(_ attribute: Syntax, of type: MappedClass) -> Column? {
        attribute.lastName.flatMap(type.column)
    }

    /// `report.data[…] = …`, `report.tags.append(…)`
    private func isChanged(_ attribute: Syntax) -> Bool {
        let node = attribute.withParentheses
        guard let parent = node.parent, node.role == .object else { return false }
        if parent.kind == .subscription { return AttributeTarget.isTarget(parent) }
        return parent.kind == .attribute && parent.role == .function
            && parent.lastName.map(Self.changing.contains) ?? false
    }

    /// `Column(MutableDict.as_mutable(JSON))`, `flag_modified(report, "data")`
    private func isNoticed(_ column: Column) -> Bool {
        let isMutable = column.declaration.subtree.contains {
            $0.kind == .name && $0.identifier?.hasPrefix("Mutable") == true || $0.lastName == "as_mutable"
        }
        return isMutable
            || body.function.ownNodes(.call).compactMap(CallExpression.init).contains { call in
                let name = file.project.definition(of: call.function, in: file.module)?.externalName
                return name?.hasSuffix(".flag_modified") ?? false && call.positional.last?.plainString == column.name
            }
    }
}
