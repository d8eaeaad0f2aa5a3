import PythonSemantics
import PythonSyntax

/// A class that SQLAlchemy maps to a table, including the columns of its mixins and bases.
public struct MappedClass: Sendable, Hashable {
    public let definition: ClassDefinition
    public let module: ModuleFile
    /// In order of declaration, inherited ones first.
    public let columns: [Column]
    /// What the database holds unique, the primary key among it.
    public let keys: [UniqueKey]
    /// False where a base, a mixin or `__table_args__` could not be read: there may be more than is known.
    public let isComplete: Bool
    /// False where only its columns show that the class is mapped: the base that maps it is outside the project.
    public let hasKnownBase: Bool
    /// True if `__mapper_args__` gives rows another identity than the table's primary key.
    public let hasOwnIdentity: Bool

    public var uniqueKeys: [Set<String>] { keys.map(\.columns) }
    public var name: String { definition.name }
    /// What `get` finds a row by; empty if that is not known.
    public var primaryKey: [Column] { hasOwnIdentity ? [] : columns.filter(\.isPrimaryKey) }

    /// Compares classes by where they are defined: everything else follows from that.
    public static func == (left: Self, right: Self) -> Bool {
        left.definition.node.range == right.definition.node.range && left.module.path == right.module.path
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(definition.node.range) }

    public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}

/// Attributes of a mapped class that the database holds unique together.
public struct UniqueKey: Sendable, Hashable {
    public let columns: Set<String>
    /// The column or the constraint that says so.
    public let declaration: Syntax
    public let module: ModuleFile
    public let isPrimary: Bool

    /// `name`, or `tenant_id and name`, in alphabetical order.
    public var name: String { columns.sorted().joined(separator: " and ") }

    public static func == (left: Self, right: Self) -> Bool {
        left.columns == right.columns && left.declaration == right.declaration
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(columns) }
}

/// A column of a mapped class.
public struct Column: Sendable, Hashable {
    /// The attribute's name.
    public let name: String
    /// The name in the table, as constraints use it.
    public let tableName: String
    public let isPrimaryKey: Bool
    public let isUnique: Bool
    /// False only if the declaration shows that the column is never NULL.
    public let isNullable: Bool
    /// True if the column gets a value without one being given: a default, an identity, a computed column.
    public let hasDefault: Bool
    /// True unless each query for the row loads it.
    public let isDeferred: Bool
    /// True if a relationship may fill it.
    public let isForeignKey: Bool
    /// The Python type in the declaration: `int` for `Mapped[int]`. Nil if there is none.
    public let type: Syntax?
    /// The SQL type: `Integer` for `Column(Integer, …)`. Nil if there is none.
    public let sqlType: String?
    /// The statement that declares it.
    public let declaration: Syntax
    /// Where that stands.
    public let module: ModuleFile

    /// True if the declaration says that the column may be NULL: `Mapped[str | None]`, `nullable=True`. Many say nothing.
    public var admitsNull: Bool {
        guard isNullable else { return false }
        return type.map(ColumnReader.isOptional) ?? false
            || declaration.subtree.contains {
                CallArgument($0).keyword == "nullable" && $0.child(.value)?.isTrue == true
            }
    }

    /// True if an insert fails unless it provides a value for the column.
    public var isRequired: Bool { !isNullable && !hasDefault && !isForeignKey && !isPrimaryKey }
}
