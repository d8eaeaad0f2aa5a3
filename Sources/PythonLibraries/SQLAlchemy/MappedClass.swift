import PythonSemantics
import PythonSyntax

/// A class that SQLAlchemy maps to a table, including the columns of its mixins and bases.
public struct MappedClass: Sendable, Hashable {
    public let definition: ClassDefinition
    public let module: ModuleFile
    /// In order of declaration, inherited ones first.
    public let columns: [Column]
    /// Sets of attributes that are unique together in the database, including the primary key.
    public let uniqueKeys: [Set<String>]
    /// False if a base, a mixin or `__table_args__` could not be read: there may be more columns or keys.
    public let isComplete: Bool

    public var name: String { definition.name }
    public var primaryKey: [Column] { columns.filter(\.isPrimaryKey) }

    /// Compares classes by where they are defined: everything else follows from that.
    public static func == (left: Self, right: Self) -> Bool {
        left.definition.node.range == right.definition.node.range && left.module.path == right.module.path
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(definition.node.range) }

    public func column(_ name: String) -> Column? { columns.first { $0.name == name } }
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
    /// True if a relationship may fill it.
    public let isForeignKey: Bool
    /// The Python type in the declaration: `int` for `Mapped[int]`. Nil if there is none.
    public let type: Syntax?
    /// The SQL type: `Integer` for `Column(Integer, …)`. Nil if there is none.
    public let sqlType: String?
    /// The module that contains the type's expression.
    public let module: ModuleFile

    /// True if an insert fails unless it provides a value for the column.
    public var isRequired: Bool { !isNullable && !hasDefault && !isForeignKey && !isPrimaryKey }
}
