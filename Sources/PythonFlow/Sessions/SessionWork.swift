import PythonSyntax

/// What a call, an assignment or a whole function may do to sessions and the rows in them.
public struct SessionWork: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Puts rows into a session, or writes to the database past them.
    public static let adds = SessionWork(rawValue: 1 << 0)
    public static let deletes = SessionWork(rawValue: 1 << 1)
    /// Gives an attribute of a row, or of a session, another value.
    public static let changes = SessionWork(rawValue: 1 << 2)
    public static let commits = SessionWork(rawValue: 1 << 3)
    public static let rollsBack = SessionWork(rawValue: 1 << 4)
    /// Takes rows out of a session: `expunge`, `close`.
    public static let detaches = SessionWork(rawValue: 1 << 5)
    /// Is given a row or a session, and nothing is known of it.
    public static let unknown = SessionWork(rawValue: 1 << 6)

    /// Sets up the session or its connection for what follows: `session.info["tenant"] = …`, `SET search_path`.
    public static let prepares = SessionWork(rawValue: 1 << 7)

    /// Locks rows, or may take another lock, until the transaction ends: `with_for_update()`, `pg_advisory_xact_lock(1)`.
    public static let locks = SessionWork(rawValue: 1 << 8)

    /// Certainly takes a lock that others wait for.
    public static let blocks = SessionWork(rawValue: 1 << 9)

    /// Begins a transaction, which fails where one is open.
    public static let begins = SessionWork(rawValue: 1 << 10)

    /// What lasts until the transaction ends, and is left to whoever ends it.
    public static let lasting: SessionWork = [.uncommitted, .blocks]

    /// What a rollback takes back.
    public static let undone: SessionWork = [.uncommitted, .prepares, .locks]

    /// What a commit stores.
    public static let uncommitted: SessionWork = [.adds, .deletes, .changes, .unknown]
}

/// One place in a function that does something to a session or a row.
public struct SessionEvent {
    /// The call, or the target that is assigned or deleted.
    public let node: Syntax
    /// The innermost statement around it.
    public let statement: Syntax
    /// Whatever may happen there at any time.
    public let work: SessionWork
    /// What is left to be committed afterwards.
    public let leaves: SessionWork
    /// The session whose method it is, or that a function is given which commits it on every way.
    public let session: Syntax?
    /// The statement consists of it, so that it happens whenever the statement ends well.
    public let isCertain: Bool
    /// The attributes that get other values. Nil if they are not all known.
    public let attributes: Set<String>?
    /// The rows, sessions and holders of them that it is about.
    public let operands: [Syntax]
    /// The rows that are in the session afterwards.
    public let added: [Syntax]
    /// What was added before has been sent to the database afterwards.
    public let flushes: Bool
    /// Rows may have lost their attributes afterwards, whatever the session keeps after a commit: a rollback, `expire_all()`.
    public let expires: Bool

    /// True if the statement ends the transaction of a session whenever it ends well.
    public var certainlyCommits: Bool { isCertain && session != nil && work.contains(.commits) && leaves.isEmpty }

    /// The call or target in one line, as messages name it.
    public var name: String {
        let shown = CallExpression(node)?.function ?? node
        return shown.compactText + (shown == node ? "" : "(…)")
    }
}

/// What a function may do to the sessions and rows that it is given.
public struct SessionSummary: Sendable {
    /// Whatever may happen in it.
    public var work: SessionWork
    /// What it may leave to be committed when it returns.
    public var leaves: SessionWork
    /// The parameter whose session it commits on every way that goes well, `self` for a session of its object.
    public var committed: String?
    public var attributes: Set<String>?
    /// The parameters that it puts into a session on every way.
    public var added: Set<String>
    /// Whatever was added has been sent to the database when it returns.
    public var flushes: Bool
    /// It may return after it has expired rows.
    public var expires: Bool

    static let unknown = SessionSummary(
        work: .unknown, leaves: .unknown, committed: nil, attributes: nil, added: [], flushes: false, expires: false)
}
