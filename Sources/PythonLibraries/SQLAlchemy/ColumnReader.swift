import PythonSemantics
import PythonSyntax

/// Reads the columns and table arguments that a class body declares.
struct ColumnReader {
    let index: ProjectIndex
    let module: ModuleFile
    let isSQLModel: Bool

    /// The column that a statement of the class body declares: `id = Column(…)`, `id: Mapped[int]`, `id: int =
    /// Field(…)`.
    func column(_ statement: Syntax) -> Column? {
        guard statement.kind == .assignment || statement.kind == .annotatedAssignment,
            statement.children(.target).count == 1, let target = statement.child(.target), target.kind == .name
        else { return nil }
        let annotation = statement.child(.annotation)
        let mapped = annotation.flatMap(mappedType)
        let call = statement.child(.value).flatMap { CallExpression($0.withoutParentheses) }
        let callee = call.flatMap { index.definition(of: $0.function, in: module)?.externalName } ?? ""
        if SQLAlchemyNames.isColumn(callee), let call {
            return column(target, [(call, module)] + sharedCalls(mapped), mapped)
        }
        if SQLAlchemyNames.fields.contains(callee), let call, let annotation {
            return field(target, call, annotation)
        }
        if SQLAlchemyNames.relationships.contains(callee) || SQLAlchemyNames.flaskMember(callee) == "relationship" {
            return nil
        }
        if let mapped, call == nil, !isClass(mapped) {
            return column(target, sharedCalls(mapped), mapped)
        }
        if let annotation, call == nil, target.text.first != "_", mapped == nil, isSQLModel {
            return column(target, [], annotation, hasValue: statement.child(.value) != nil)
        }
        return nil
    }

    /// `X` in `Mapped[X]`.
    private func mappedType(_ annotation: Syntax) -> Syntax? {
        guard annotation.kind == .subscription, let object = annotation.child(.object) else { return nil }
        let isMapped =
            object.lastName == "Mapped"
            || index.definition(of: object, in: module)?.externalName == "sqlalchemy.orm.Mapped"
        return isMapped ? annotation.child(.index) : nil
    }

    /// `Mapped["User"]` without a call is a relationship, and so is a list of a class.
    private func isClass(_ type: Syntax) -> Bool {
        if type.kind == .string { return true }
        if type.kind == .subscription {
            return ["List", "list", "Set", "set", "WriteOnlyMapped"].contains(type.child(.object)?.lastName ?? "")
        }
        if case .type(let definition, let owner)? = index.definition(of: type, in: module) {
            return MappedClassReader(index: index).isMapped(definition, in: owner)
        }
        return false
    }

    /// A call that describes a column, and the file it stands in.
    private typealias Description = (call: CallExpression, home: ModuleFile)

    /// The `mapped_column` inside `intpk = Annotated[int, mapped_column(primary_key=True)]`, of another file perhaps.
    private func sharedCalls(_ type: Syntax?) -> [Description] {
        guard let type, case .value(let value, let home)? = index.definition(of: type, in: module),
            value.kind == .subscription,
            value.child(.object)?.lastName == "Annotated", let elements = value.child(.index)?.children(.element)
        else { return [] }
        return elements.dropFirst().compactMap(CallExpression.init).map { ($0, home) }
    }

    private func column(
        _ target: Syntax, _ descriptions: [Description], _ type: Syntax?, hasValue: Bool = false
    ) -> Column {
        let calls = descriptions.map(\.call)
        let name = target.text
        func keyword(_ word: String) -> String? { calls.lazy.compactMap { $0.keyword(word)?.text }.first }
        let isPrimaryKey = keyword("primary_key") == "True"
        let isOptional = type.map(Self.isOptional) ?? true
        let nullable = keyword("nullable").map { $0 != "False" } ?? isOptional
        let tableName = calls.first?.positional.first?.plainString ?? calls.first?.keyword("name")?.plainString
        return Column(
            name: name, tableName: tableName ?? name, isPrimaryKey: isPrimaryKey, isUnique: keyword("unique") == "True",
            isNullable: !isPrimaryKey && nullable, hasDefault: hasValue || calls.contains(where: Self.hasDefault),
            isDeferred: calls.contains(where: Self.isDeferred),
            isForeignKey: descriptions.contains { isForeignKey($0.call, in: $0.home) }, type: type,
            sqlType: calls.first.flatMap(Self.sqlType), declaration: target.parent ?? target, module: module)
    }

    private static func isDeferred(_ call: CallExpression) -> Bool {
        call.hasUnpacking || ["deferred", "deferred_group"].contains { call.keyword($0) != nil }
    }

    /// True for `default=`, `server_default=` and the like, for `Identity()` or `Computed(…)` among the arguments,
    /// and for unpacked options.
    private static func hasDefault(_ call: CallExpression) -> Bool {
        let words: Set<String> = ["default", "default_factory", "server_default", "insert_default", "server_onupdate"]
        return call.hasUnpacking
            || call.arguments.contains { argument in
                if let keyword = argument.keyword { return words.contains(keyword) }
                return ["Identity", "Computed", "FetchedValue", "Sequence"].contains(
                    CallExpression(argument.value)?.functionName ?? "")
            }
    }

    private func isForeignKey(_ call: CallExpression, in home: ModuleFile) -> Bool {
        call.keyword("foreign_key") != nil
            || call.positional.compactMap(CallExpression.init).contains { argument in
                argument.functionName == "ForeignKey"
                    || index.definition(of: argument.function, in: home)?.externalName?.hasSuffix(".ForeignKey")
                        ?? false
            }
    }

    /// `Integer` in `Column("id", Integer())`.
    private static func sqlType(_ call: CallExpression) -> String? {
        call.positional.prefix(2).lazy.filter { $0.kind != .string }
            .compactMap { (CallExpression($0)?.function ?? $0).lastName }.first
    }

    /// SQLModel's `Field(primary_key=True)`, `Field(sa_column=Column(…))`, `Field(sa_column_kwargs={"unique": True})`.
    private func field(_ target: Syntax, _ call: CallExpression, _ annotation: Syntax) -> Column {
        let name = target.text
        let inner = call.keyword("sa_column").flatMap(CallExpression.init)
        let options = call.keyword("sa_column_kwargs")
        func says(_ word: String) -> Bool {
            call.keyword(word)?.text == "True" || inner?.keyword(word)?.text == "True"
                || options?.subtree.contains {
                    $0.kind == .dictionaryItem && $0.child(.key)?.plainString == word
                        && $0.child(.value)?.isTrue == true
                } ?? false
        }
        let isPrimaryKey = says("primary_key")
        let nullable = (inner ?? call).keyword("nullable").map { $0.text != "False" } ?? Self.isOptional(annotation)
        return Column(
            name: name, tableName: inner?.positional.first?.plainString ?? name, isPrimaryKey: isPrimaryKey,
            isUnique: says("unique"), isNullable: !isPrimaryKey && nullable,
            hasDefault: Self.hasDefault(call) || inner.map(Self.hasDefault) == true || options != nil
                || call.positional.first.map { $0.kind != .ellipsis } == true,
            isDeferred: inner.map(Self.isDeferred) == true || says("deferred"),
            isForeignKey: [call, inner].compactMap(\.self).contains { isForeignKey($0, in: module) }, type: annotation,
            sqlType: nil, declaration: target.parent ?? target, module: module)
    }

    /// `Optional[X]`, `X | None`, `Union[X, None]`.
    static func isOptional(_ type: Syntax) -> Bool {
        type.subtree.contains { $0.kind == .constant && $0.text == "None" }
            || type.kind == .subscription && type.child(.object)?.lastName == "Optional"
    }

    // MARK: Table arguments

    func declaresTableArguments(_ statement: Syntax) -> Bool {
        FunctionDefinition(statement)?.name == "__table_args__"
    }

    /// The unique and primary keys that `__table_args__` names; nil where it is more than a tuple of calls. Not complete where one
    /// of them may hold nothing unique, or not at once.
    func tableArguments(_ statement: Syntax) -> (unique: [TableKey], primary: [String], isComplete: Bool)? {
        guard let value = statement.child(.value)?.withoutParentheses else { return nil }
        if value.kind == .dictionary { return ([], [], true) }
        guard value.kind == .tuple || value.kind == .call else { return nil }
        let elements = value.kind == .tuple ? value.children(.element) : [value]
        var unique: [TableKey] = []
        var primary: [String] = []
        var isComplete = true
        for element in elements where element.kind != .dictionary {
            guard let call = CallExpression(element.withoutParentheses),
                let name = index.definition(of: call.function, in: module)?.externalName
            else { return nil }
            let names = call.positional.map { $0.plainString ?? $0.lastName ?? "" }
            let isKey = SQLAlchemyNames.isUniqueConstraint(name) || SQLAlchemyNames.isIndex(name)
            if isKey, call.hasUnpacking || isDeferred(call) {
                isComplete = false
            } else if SQLAlchemyNames.isUniqueConstraint(name) {
                unique.append(TableKey(names: names, declaration: element, module: module))
            } else if SQLAlchemyNames.isIndex(name), isUnique(call) {
                // The first argument is the index's name. An expression is not a column.
                if call.positional.dropFirst().allSatisfy({ $0.plainString != nil || $0.kind == .name }) {
                    unique.append(TableKey(names: Array(names.dropFirst()), declaration: element, module: module))
                }
            } else if SQLAlchemyNames.isPrimaryKeyConstraint(name) {
                primary += names
            }
        }
        return (unique, primary, isComplete)
    }

    /// Checked at the commit, and not where the row is written.
    private func isDeferred(_ constraint: CallExpression) -> Bool {
        constraint.keyword("initially").map { $0.plainString?.uppercased() != "IMMEDIATE" } ?? false
    }

    /// Names in the table that a constraint holds unique together.
    struct TableKey {
        let names: [String]
        let declaration: Syntax
        let module: ModuleFile
    }

    /// A partial index (`postgresql_where=`) does not make the whole table unique.
    private func isUnique(_ index: CallExpression) -> Bool {
        index.keyword("unique")?.text == "True"
            && !index.arguments.contains { $0.keyword?.hasSuffix("_where") ?? false }
    }
}
