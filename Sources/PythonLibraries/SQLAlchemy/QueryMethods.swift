import PythonSemantics
import PythonSyntax

/// What a method of a `Query`, a `Select`, a result or its scalars does.
public struct QueryRoles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Returns the same kind of object: `order_by`, `options`.
    public static let refines = QueryRoles(rawValue: 1 << 0)
    /// Takes conditions on the rows, as expressions or as keywords.
    public static let filters = QueryRoles(rawValue: 1 << 1)
    /// Adds other tables or groups, or skips rows: the conditions alone no longer determine the result.
    public static let reshapes = QueryRoles(rawValue: 1 << 2)
    /// Locks the rows that it finds.
    public static let locks = QueryRoles(rawValue: 1 << 3)
    /// Returns one row, or None.
    public static let oneOrNone = QueryRoles(rawValue: 1 << 4)
    /// Returns one row, or raises.
    public static let one = QueryRoles(rawValue: 1 << 5)
    /// Returns a list of rows.
    public static let many = QueryRoles(rawValue: 1 << 6)
    /// Returns a number, or whether there is a row.
    public static let counts = QueryRoles(rawValue: 1 << 7)
    /// Returns the rows of a result as single objects instead of tuples.
    public static let scalars = QueryRoles(rawValue: 1 << 8)
    /// Makes a condition for another query or a part of one: `exists()` does not run anything yet.
    public static let nests = QueryRoles(rawValue: 1 << 9)

    /// Queries the database, or reads the result.
    public static let asks: QueryRoles = [.oneOrNone, .one, .many, .counts]
}

/// The methods of SQLAlchemy's queries, listed once.
public enum QueryMethods {
    /// For `Query` and `Select`.
    public static func roles(ofQueryMethod name: String) -> QueryRoles { query[name] ?? [] }

    /// For the result of `execute`.
    static func roles(ofResultMethod name: String) -> QueryRoles { result[name] ?? [] }

    /// For the result of `scalars`.
    static func roles(ofScalarsMethod name: String) -> QueryRoles { scalars[name] ?? [] }

    /// For any receiver: a query, a result or its scalars.
    public static func roles(of name: String) -> QueryRoles {
        roles(ofQueryMethod: name).union(roles(ofResultMethod: name)).union(roles(ofScalarsMethod: name))
    }

    /// The last words of all calls that make, run or read a query, for a quick test. `get`, and `query` without a
    /// call, are left out: half of all Python contains them.
    public static let asking = WordSet(
        SessionMethods.names(.asks).subtracting(["get"])
            .union(["select", "unique", "exists"])
            .union([query, result, scalars].flatMap { $0.filter { !$0.value.isDisjoint(with: .asks) }.keys })
            .subtracting(["get", "get_or_404"]))

    /// True for the name of a call that queries the database or reads the result.
    public static func asks(_ name: String) -> Bool {
        !roles(of: name).isDisjoint(with: .asks) || ["execute", "exec", "scalars", "scalar"].contains(name)
    }

    private static let query: [String: QueryRoles] = [
        "distinct": .refines, "enable_eagerloads": .refines, "execution_options": .refines, "limit": .refines,
        "options": .refines, "order_by": .refines, "populate_existing": .refines,
        "filter": [.refines, .filters], "filter_by": [.refines, .filters], "where": [.refines, .filters],
        "group_by": [.refines, .reshapes], "having": [.refines, .reshapes], "join": [.refines, .reshapes],
        "offset": [.refines, .reshapes], "outerjoin": [.refines, .reshapes], "select_from": [.refines, .reshapes],
        "with_for_update": [.refines, .locks],
        "first": .oneOrNone, "get": .oneOrNone, "one_or_none": .oneOrNone, "scalar": .oneOrNone,
        // Flask-SQLAlchemy's responds with 404 if there is none.
        "first_or_404": .one, "get_or_404": .one, "one": .one, "one_or_404": .one,
        "all": .many,
        "count": .counts, "exists": .nests,
    ]

    private static let result: [String: QueryRoles] = [
        "unique": .refines, "scalars": .scalars,
        "scalar": .oneOrNone, "scalar_one_or_none": .oneOrNone, "scalar_one": .one,
    ]

    private static let scalars: [String: QueryRoles] = [
        "unique": .refines,
        "first": .oneOrNone, "one_or_none": .oneOrNone, "one": .one,
        "all": .many,
    ]
}

extension QueryMethods {
    /// Nil for a method without a role.
    public static func effects(_ roles: QueryRoles) -> Effects? {
        if roles.isEmpty { return nil }
        return roles.isDisjoint(with: .asks) ? .allocates : [.reads, .allocates]
    }
}

extension FrameworkModel {
    /// True for `select(…)` of SQLAlchemy, SQLModel or Flask-SQLAlchemy.
    public func isSelect(_ call: CallExpression) -> Bool { isSelect(call, in: module) }

    func isSelect(_ call: CallExpression, in module: ModuleFile) -> Bool {
        call.functionName == "select"
            && index.definition(of: call.function, in: module)?.externalName.map(SQLAlchemyNames.isSelect) ?? false
    }
}
