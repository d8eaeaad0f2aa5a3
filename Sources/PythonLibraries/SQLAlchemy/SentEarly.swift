import PythonSemantics
import PythonSyntax

/// What it changes if a row is sent to the database before one of its attributes has its value: an INSERT with the rest and an UPDATE
/// take the place of one INSERT.
public struct SentEarly {
    private let mapped: MappedClass
    private let model: FrameworkModel
    private let lineage: [MappedClass.Ancestor]

    public init(_ mapped: MappedClass, _ model: FrameworkModel) {
        self.mapped = mapped
        self.model = model
        lineage = mapped.lineage(model.index)
    }

    private var index: ProjectIndex { model.index }

    /// True if it makes a difference that an attribute is given its value only later; nil stands for any attribute.
    public func matters(for attribute: String?) -> Bool {
        if isWatched { return true }
        guard let attribute else { return mapped.columns.contains(where: isConstrained) }
        guard let column = mapped.column(attribute) else { return false }
        return isConstrained(column)
    }

    // MARK: Anything

    /// A listener, a default that reads the other columns, or a column that is filled when a row is updated.
    private var isWatched: Bool {
        ProjectListeners(model).seeSending(of: mapped) || isUpdateCounted || mapped.columns.contains(where: isFilled)
    }

    /// `version_id_col` counts the updates.
    private var isUpdateCounted: Bool {
        mapperArguments.contains { $0.name == "version_id_col" }
    }

    private var mapperArguments: [MapperArguments.Item] {
        lineage.flatMap { MapperArguments(of: $0.type).items }
    }

    private func isFilled(_ column: Column) -> Bool {
        let defaults = Self.values(of: ["default", "insert_default"], in: column)
        if defaults.contains(where: { takesContext($0, in: column.module) }) { return true }
        // A column with a default has a value before the update, too.
        let others = Self.values(of: ["default_factory", "server_default"], in: column)
        return !Self.values(of: ["onupdate"], in: column).isEmpty && (defaults + others).allSatisfy(\.isNone)
    }

    /// `onupdate=now`, `sa_column_kwargs={"onupdate": now}`
    private static func values(of names: Set<String>, in column: Column) -> [Syntax] {
        column.declaration.subtree.compactMap { node in
            let name = node.kind == .dictionaryItem ? node.child(.key)?.plainString : CallArgument(node).keyword
            return name.map(names.contains) ?? false ? node.child(.value) : nil
        }
    }

    /// `default=lambda context: context.get_current_parameters()["name"]`
    private func takesContext(_ value: Syntax, in module: ModuleFile) -> Bool {
        let node = value.withoutParentheses
        if node.kind == .lambda { return node.child(.parameters)?.firstChild != nil }
        guard node.isDottedName, case .function(let function, _)? = index.definition(of: node, in: module) else {
            return false
        }
        return function.parameters.contains { $0.defaultValue == nil }
    }

    // MARK: Constraints

    /// What the database checks when the row arrives.
    private func isConstrained(_ column: Column) -> Bool {
        if constraints.contains(where: { $0.mayAsk(for: column, among: mapped.columns) }) { return true }
        // The default is not the value that is meant: it may be taken, or belong to no row of the other table.
        return column.hasDefault
            && (column.isForeignKey || mapped.keys.contains { $0.columns.contains(column.name) && !$0.isPrimary })
    }

    private var constraints: [RowConstraint] {
        lineage.flatMap { ancestor in
            ancestor.type.body.children.filter { FunctionDefinition($0).map { $0.name == "__table_args__" } ?? true }
                .flatMap { RowConstraint.all(in: $0, of: ancestor.module, index) }
        }
    }
}

/// `CheckConstraint("state <> 'paid' OR paid_by IS NOT NULL")`, `ForeignKeyConstraint(["country", "region"], …)`
private struct RowConstraint {
    /// The names of columns in it, among other words; nil if they are not written out.
    let words: Set<String>?
    let isKey: Bool

    private static let names: Set<String> = ["CheckConstraint", "ExcludeConstraint", "ForeignKeyConstraint"]

    static func all(in statement: Syntax, of module: ModuleFile, _ index: ProjectIndex) -> [RowConstraint] {
        statement.subtree.compactMap(CallExpression.init).compactMap { call in
            guard let name = index.originalName(of: call.function, in: module), names.contains(name) else { return nil }
            return RowConstraint(call, named: name)
        }
    }

    private init(_ call: CallExpression, named name: String) {
        isKey = name == "ForeignKeyConstraint"
        let first = call.positional.first ?? call.keyword("sqltext") ?? call.keyword("columns")
        guard let first, name != "ExcludeConstraint", first.kind != .name,
            !first.subtree.contains(where: { $0.kind == .formattedString })
        else {
            words = nil
            return
        }
        let texts = first.subtree.compactMap(\.plainString)
        let written = texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init) }
        words = Set((written + first.subtree.compactMap(\.lastName)).map { $0.lowercased() })
    }

    /// True if it may hold with the column's value and not without it. A condition on one column holds for NULL, and for its default.
    func mayAsk(for column: Column, among columns: [Column]) -> Bool {
        guard let words, names(column) else { return words == nil }
        return isKey || words.contains("null") || columns.contains { $0.name != column.name && names($0) }
    }

    private func names(_ column: Column) -> Bool {
        guard let words else { return false }
        return words.contains(column.name.lowercased()) || words.contains(column.tableName.lowercased())
    }
}
