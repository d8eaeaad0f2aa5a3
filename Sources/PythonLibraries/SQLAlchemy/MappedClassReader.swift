import PythonSemantics
import PythonSyntax

/// Reads mapped classes: `declarative_base()`, `DeclarativeBase`, `SQLModel, table=True`, Flask-SQLAlchemy's `db.Model`.
struct MappedClassReader {
    let index: ProjectIndex

    /// Nil if the class is not mapped, or if that cannot be determined.
    func read(_ type: ClassDefinition, in module: ModuleFile) -> MappedClass? {
        let hasKnownBase = isMapped(type, in: module)
        guard hasKnownBase || declaresColumns(type, in: module) else { return nil }
        var parts = Parts()
        collect(type, in: module, &parts, depth: 0)
        parts.columns = parts.columns.map { parts.isFilled($0) ? $0.withDefault : $0 }
        return MappedClass(
            definition: type, module: module, columns: parts.columns, keys: parts.keys, isComplete: parts.isComplete,
            hasKnownBase: hasKnownBase, hasOwnIdentity: parts.hasOwnIdentity)
    }

    // MARK: What is mapped

    /// Uses bases and decorators only: columns may refer back to the class.
    func isMapped(_ type: ClassDefinition, in module: ModuleFile) -> Bool {
        if type.keyword("table")?.text == "True" { return inheritsSQLModel(type, in: module) }
        guard inherits(type, in: module, depth: 0, isDeclarativeBase), !isAbstract(type) else {
            return isDecorated(type, in: module)
        }
        // The declarative base itself has no table.
        return !type.bases.contains { base in
            guard let name = index.definition(of: base, in: module)?.externalName else { return false }
            return SQLAlchemyNames.declarativeBaseClasses.contains(name)
        }
    }

    /// A class with columns whose base nothing in the project shows: `from platform.models import Base`. A mixin has no base, mostly,
    /// and its name says what it is.
    private func declaresColumns(_ type: ClassDefinition, in module: ModuleFile) -> Bool {
        guard !type.name.hasSuffix("Mixin"), !isAbstract(type), type.keyword("table") == nil,
            inherits(type, in: module, depth: 0, isUnknownBase)
        else { return false }
        return type.body.children.contains { statement in
            if ["__tablename__", "__table_args__"].contains(statement.child(.target)?.identifier) { return true }
            guard let call = (statement.child(.value)?.withoutParentheses).flatMap(CallExpression.init),
                ["Column", "mapped_column"].contains(call.functionName)
            else { return false }
            return index.definition(of: call.function, in: module)?.externalName.map(SQLAlchemyNames.isColumn) ?? false
        }
    }

    private func isUnknownBase(_ definition: Definition) -> Bool {
        guard let name = definition.externalName else { return false }
        return !isKnownBase(name) && !name.hasPrefix("builtins.") && !name.hasPrefix("typing.")
    }

    private func isDecorated(_ type: ClassDefinition, in module: ModuleFile) -> Bool {
        type.decorators.contains {
            let callee = CallExpression($0)?.function ?? $0
            let name = index.definition(of: callee, in: module)?.externalName
            return name == "sqlalchemy.orm.registry().mapped" || name == "sqlalchemy.orm.registry().mapped_as_dataclass"
        }
    }

    private func isAbstract(_ type: ClassDefinition) -> Bool {
        type.body.children.contains { statement in
            statement.kind == .assignment && statement.child(.target)?.text == "__abstract__"
                && statement.child(.value)?.isTrue == true
        }
    }

    private func inheritsSQLModel(_ type: ClassDefinition, in module: ModuleFile) -> Bool {
        inherits(type, in: module, depth: 0) { $0.externalName.map(SQLAlchemyNames.sqlModels.contains) ?? false }
    }

    /// True if a direct or indirect base satisfies the condition.
    private func inherits(
        _ type: ClassDefinition, in module: ModuleFile, depth: Int, _ isSought: (Definition) -> Bool
    ) -> Bool {
        guard depth < 12 else { return false }
        return type.bases.contains { base in
            guard let definition = index.definition(of: base.withoutTypeArguments, in: module) else { return false }
            if isSought(definition) { return true }
            guard case .type(let parent, let owner) = definition else { return false }
            return inherits(parent, in: owner, depth: depth + 1, isSought)
        }
    }

    private func isDeclarativeBase(_ definition: Definition) -> Bool {
        switch definition {
        case .external(let name):
            return SQLAlchemyNames.declarativeBaseClasses.contains(name) || SQLAlchemyNames.flaskMember(name) == "Model"
        case .value(let value, let module):
            guard let call = CallExpression(value.withoutParentheses),
                let name = index.definition(of: call.function, in: module)?.externalName
            else { return false }
            return SQLAlchemyNames.declarativeBases.contains(name) || name == "sqlalchemy.orm.registry().generate_base"
        case .type(let type, let module):
            // `@as_declarative() class Base:`
            return type.decorators.contains {
                let callee = CallExpression($0)?.function ?? $0
                return index.definition(of: callee, in: module)?.externalName?.hasSuffix(".as_declarative") ?? false
            }
        default: return false
        }
    }

    // MARK: Columns

    private struct Parts {
        var columns: [Column] = []
        /// Of the tables of mapped parents.
        var inheritedKeys: [ColumnReader.TableKey] = []
        /// Of the class's own table: `__table_args__` of the class replaces that of a mixin.
        var ownKeys: [ColumnReader.TableKey] = []
        /// The columns that `__mapper_args__` names for SQLAlchemy to fill.
        var filled: Set<String> = []
        var isComplete = true
        var hasOwnIdentity = false

        func isFilled(_ column: Column) -> Bool { filled.contains(column.name) || filled.contains(column.tableName) }

        /// The constraints of the table, the primary key, the unique columns.
        var keys: [UniqueKey] {
            let primary = columns.filter(\.isPrimaryKey)
            let primaryKey = primary.first.map { key(Set(primary.map(\.name)), $0, isPrimary: true) }
            let unique = columns.filter(\.isUnique).map { key([$0.name], $0, isPrimary: false) }
            return (inheritedKeys + ownKeys).map(tableKey) + [primaryKey].compactMap(\.self) + unique
        }

        private func tableKey(_ key: ColumnReader.TableKey) -> UniqueKey {
            let names = key.names.map(attribute)
            return UniqueKey(
                columns: Set(names), declaration: key.declaration, module: key.module, isPrimary: false)
        }

        /// A constraint names columns of the table: an attribute of that name may be another column.
        private func attribute(_ name: String) -> String {
            let column = columns.first { $0.tableName == name } ?? columns.first { $0.name == name }
            return column?.name ?? name
        }

        private func key(_ columns: Set<String>, _ first: Column, isPrimary: Bool) -> UniqueKey {
            UniqueKey(columns: columns, declaration: first.declaration, module: first.module, isPrimary: isPrimary)
        }
    }

    /// Bases first, so that a class's own declaration of a column replaces an inherited one.
    private func collect(_ type: ClassDefinition, in module: ModuleFile, _ parts: inout Parts, depth: Int) {
        guard depth < 12 else {
            parts.isComplete = false
            return
        }
        for base in type.bases.reversed() {
            switch index.definition(of: base.withoutTypeArguments, in: module) {
            case .type(let parent, let owner):
                collect(parent, in: owner, &parts, depth: depth + 1)
                guard isMapped(parent, in: owner) else { break }
                parts.inheritedKeys += parts.ownKeys
                parts.ownKeys = []
            case .external(let name) where isKnownBase(name): break
            case .value(let value, let owner) where isDeclarativeBase(.value(value, in: owner)): break
            default: parts.isComplete = false
            }
        }
        // A table of its own, without the columns and constraints of the parent's.
        if mapperArguments(of: type, say: "concrete") { parts = Parts(isComplete: false) }
        if mapperArguments(of: type, say: "primary_key") { parts.hasOwnIdentity = true }
        parts.filled.formUnion(MapperArguments(of: type).filledColumns)
        let reader = ColumnReader(index: index, module: module, isSQLModel: type.keyword("table") != nil)
        for statement in type.body.children {
            take(statement, reader, &parts)
        }
    }

    /// `__mapper_args__ = {"concrete": True}`
    private func mapperArguments(of type: ClassDefinition, say option: String) -> Bool {
        type.body.children.contains { statement in
            let name = statement.child(.target)?.identifier ?? FunctionDefinition(statement)?.name
            return name == "__mapper_args__"
                && statement.subtree.contains { node in
                    (node.kind == .dictionaryItem ? node.child(.key)?.plainString : CallArgument(node).keyword)
                        == option
                }
        }
    }

    private func isKnownBase(_ name: String) -> Bool {
        SQLAlchemyNames.declarativeBaseClasses.contains(name) || SQLAlchemyNames.harmlessBases.contains(name)
            || SQLAlchemyNames.sqlModels.contains(name) || SQLAlchemyNames.flaskMember(name) == "Model"
    }

    private func take(_ statement: Syntax, _ reader: ColumnReader, _ parts: inout Parts) {
        if let column = reader.column(statement) {
            parts.columns.removeAll { $0.name == column.name }
            parts.columns.append(column)
        } else if statement.child(.target)?.text == "__table_args__" || reader.declaresTableArguments(statement) {
            guard let found = reader.tableArguments(statement) else {
                parts.isComplete = false
                return
            }
            parts.ownKeys = found.unique
            if !found.isComplete { parts.isComplete = false }
            let primary = Set(found.primary)
            parts.columns = parts.columns.map { primary.contains($0.tableName) ? $0.asPrimaryKey : $0 }
        }
    }
}

extension Column {
    fileprivate var asPrimaryKey: Column { copy(isPrimaryKey: true, isNullable: false, isDeferred: false) }

    fileprivate var withDefault: Column { copy(hasDefault: true) }

    private func copy(
        isPrimaryKey: Bool? = nil, isNullable: Bool? = nil, hasDefault: Bool? = nil, isDeferred: Bool? = nil
    ) -> Column {
        Column(
            name: name, tableName: tableName, isPrimaryKey: isPrimaryKey ?? self.isPrimaryKey, isUnique: isUnique,
            isNullable: isNullable ?? self.isNullable, hasDefault: hasDefault ?? self.hasDefault,
            isDeferred: isDeferred ?? self.isDeferred, isForeignKey: isForeignKey, type: type, sqlType: sqlType,
            declaration: declaration, module: module)
    }
}
