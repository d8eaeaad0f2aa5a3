import PythonSemantics
import PythonSyntax

/// A class that SQLAlchemy maps to a table, with the columns of its mixins and bases.
public struct MappedClass: Sendable, Hashable {
    public let definition: ClassDefinition
    public let module: ModuleFile
    /// In the order of declaration, those of bases first.
    public let columns: [Column]
    /// Sets of attributes that the database holds unique together, the primary key among them.
    public let uniqueKeys: [Set<String>]
    /// False where a base, a mixin or `__table_args__` could not be read: there may be more than is known.
    public let isComplete: Bool

    public var name: String { definition.name }
    public var primaryKey: [Column] { columns.filter(\.isPrimaryKey) }

    /// A class is told by where it is defined: the rest is read off that.
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
    /// The name in the table, which constraints use.
    public let tableName: String
    public let isPrimaryKey: Bool
    public let isUnique: Bool
    /// False only where the declaration shows that the column is never NULL.
    public let isNullable: Bool
    /// True if a row has a value there although nobody gives one: a default, an identity, a computed column.
    public let hasDefault: Bool
    /// A relationship may fill it.
    public let isForeignKey: Bool
    /// The Python type as the class declares it: `int` of `Mapped[int]`. Nil where it is not written.
    public let type: Syntax?
    /// The column's SQL type, `Integer` of `Column(Integer, …)`. Nil where it is not written.
    public let sqlType: String?
    /// Where the type is written.
    public let module: ModuleFile

    /// True if an insert fails unless it gives the column a value.
    public var isRequired: Bool { !isNullable && !hasDefault && !isForeignKey && !isPrimaryKey }
}
