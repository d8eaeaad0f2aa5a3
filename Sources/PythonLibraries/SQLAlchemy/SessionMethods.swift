/// What a method of a session does.
public struct SessionRoles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Adds a row to the session.
    public static let adds = SessionRoles(rawValue: 1 << 0)
    public static let deletes = SessionRoles(rawValue: 1 << 1)
    /// Sends the session's pending changes to the database.
    public static let flushes = SessionRoles(rawValue: 1 << 2)
    public static let commits = SessionRoles(rawValue: 1 << 3)
    public static let rollsBack = SessionRoles(rawValue: 1 << 4)
    /// Queries the database.
    public static let asks = SessionRoles(rawValue: 1 << 5)
    /// Reads a row's columns again.
    public static let refreshes = SessionRoles(rawValue: 1 << 6)
    /// Detaches all rows.
    public static let closes = SessionRoles(rawValue: 1 << 7)
    /// Writes to the database without using the session's rows.
    public static let writesDirectly = SessionRoles(rawValue: 1 << 8)
    /// Begins a transaction.
    public static let begins = SessionRoles(rawValue: 1 << 9)
    /// Begins a savepoint.
    public static let nests = SessionRoles(rawValue: 1 << 10)
    /// Runs a statement, which may read or write.
    public static let executes = SessionRoles(rawValue: 1 << 11)

    /// Detaches a row from the session.
    public static let detaches = SessionRoles(rawValue: 1 << 12)

    /// Leaves work in the transaction.
    public static let works: SessionRoles = [.adds, .deletes, .flushes, .writesDirectly, .nests]
    /// Everything added before has been sent to the database afterwards.
    public static let sends: SessionRoles = [.flushes, .commits, .refreshes]
    /// Ends the transaction, by commit or rollback.
    public static let endsTransaction: SessionRoles = [.commits, .rollsBack]
}

/// The methods of `Session` and `AsyncSession`, of SQLAlchemy and SQLModel, with what they do.
public enum SessionMethods {
    public static func roles(of method: String) -> SessionRoles { table[method] ?? [] }

    /// The methods that have one of some roles.
    public static func names(_ roles: SessionRoles) -> Set<String> {
        Set(table.filter { !$0.value.isDisjoint(with: roles) }.keys)
    }

    /// The effects of calling a method. An executed statement may do anything.
    public static func effects(of method: String) -> Effects {
        let roles = roles(of: method)
        if roles.isEmpty { return .unknown }
        var effects: Effects = roles.contains(.asks) ? [.reads, .allocates] : []
        if !roles.isDisjoint(with: [.works, .begins, .closes, .detaches, .refreshes]) { effects.formUnion(.writes) }
        if !roles.isDisjoint(with: .endsTransaction) { effects.formUnion([.writes, .commits]) }
        return roles.contains(.executes) ? effects.union(.unknown) : effects
    }

    /// True for the usual names of a session parameter. A name may only prevent a fix.
    public static func isUsualName(_ name: String) -> Bool { ["db", "session", "db_session"].contains(name) }

    private static let table: [String: SessionRoles] = [
        "add": .adds, "add_all": .adds, "merge": .adds,
        "begin": .begins, "begin_nested": .nests,
        "bulk_insert_mappings": .writesDirectly, "bulk_save_objects": .writesDirectly,
        "bulk_update_mappings": .writesDirectly,
        "close": .closes, "expunge_all": .closes,
        "commit": .commits,
        "delete": .deletes,
        "get": .asks, "get_one": .asks, "query": .asks,
        "expunge": .detaches,
        "exec": [.asks, .executes], "execute": [.asks, .executes], "scalar": [.asks, .executes],
        "scalars": [.asks, .executes], "stream": [.asks, .executes], "stream_scalars": [.asks, .executes],
        "flush": .flushes,
        "refresh": .refreshes,
        "rollback": .rollsBack,
    ]
}
