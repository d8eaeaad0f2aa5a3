import PythonSemantics
import PythonSyntax

/// The tables that the rows of a class refer to.
public struct ForeignKeys {
    /// One constraint: attributes of the class, and the table with what they refer to.
    public struct Reference {
        /// Lower-case names, of attributes or of columns in the table.
        let names: Set<String>
        /// Lower-case, nil if it is not written out.
        let table: String?

        public func isOf(_ attribute: Column) -> Bool {
            names.contains(attribute.name.lowercased()) || names.contains(attribute.tableName.lowercased())
        }
    }

    public let references: [Reference]

    public init(of mapped: MappedClass, _ index: ProjectIndex) {
        let columns = mapped.columns.filter(\.isForeignKey).map { column in
            Reference(names: [column.name.lowercased()], table: Self.table(of: column, index))
        }
        let composite = mapped.lineage(index).flatMap { ancestor in
            ancestor.type.body.children.filter(Self.isTableArguments).flatMap(\.subtree)
                .compactMap(CallExpression.init)
                .filter { index.originalName(of: $0.function, in: ancestor.module) == "ForeignKeyConstraint" }
                .map(Self.reference)
        }
        references = columns + composite
    }

    private static func isTableArguments(_ statement: Syntax) -> Bool {
        statement.child(.target)?.identifier == "__table_args__"
            || FunctionDefinition(statement)?.name == "__table_args__"
    }

    /// `ForeignKeyConstraint(["country", "region"], ["regions.country", "regions.name"])`
    private static func reference(_ call: CallExpression) -> Reference {
        let names = call.positional.first?.subtree.compactMap(\.plainString) ?? []
        return Reference(
            names: Set(names.map { $0.lowercased() }), table: call.positional.dropFirst().first.flatMap(firstTable))
    }

    /// `orgs` in `ForeignKey("orgs.id")` and `Field(foreign_key="auth.orgs.id")`, `Org` in `ForeignKey(Org.id)`.
    private static func table(of column: Column, _ index: ProjectIndex) -> String? {
        let calls = column.declaration.subtree.compactMap(CallExpression.init)
        let key = calls.lazy.compactMap { $0.keyword("foreign_key") }.first
        let target =
            key
            ?? calls.first { index.originalName(of: $0.function, in: column.module) == "ForeignKey" }
            .flatMap { $0.positional.first }
        return target.flatMap(firstTable)
    }

    private static func firstTable(in target: Syntax) -> String? {
        if let text = target.subtree.lazy.compactMap(\.plainString).first {
            let words = text.split(separator: ".")
            return words.count > 1 ? words[words.count - 2].lowercased() : nil
        }
        return target.subtree.lazy.compactMap(\.identifier).first?.lowercased()
    }

    /// True unless a row of the class is certainly no row that one of the constraints asks for.
    public static func mayRefer(_ reference: Reference, to mapped: MappedClass, _ index: ProjectIndex) -> Bool {
        guard let table = reference.table else { return true }
        let plain = table.filter { $0 != "_" }
        if plain == mapped.name.lowercased().filter({ $0 != "_" }) { return true }
        let declared = mapped.lineage(index).lazy.flatMap(\.type.body.children).first { statement in
            statement.child(.target)?.identifier == "__tablename__"
                || FunctionDefinition(statement)?.name == "__tablename__"
        }
        guard let declared else { return false }
        return declared.child(.value)?.plainString.map { $0.lowercased() == table } ?? true
    }
}
