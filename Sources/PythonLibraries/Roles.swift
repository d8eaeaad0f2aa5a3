/// What is known of a function or method of a library. A name may have several roles.
public struct Roles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    // MARK: Effects

    /// Only computes its result.
    public static let pure = Roles(rawValue: 1 << 0)
    /// Gives what holds as long as the process runs: `os.getenv`, a settings object's items.
    public static let settles = Roles(rawValue: 1 << 1)
    /// Gives another value each time, and changes nothing that anybody sees.
    public static let varies = Roles(rawValue: 1 << 2)
    /// Logs, prints or warns.
    public static let reports = Roles(rawValue: 1 << 3)
    /// Reads what may change: a file, a row, the environment.
    public static let reads = Roles(rawValue: 1 << 4)
    /// Changes its receiver, a file, a row.
    public static let writes = Roles(rawValue: 1 << 5)
    /// Raises each time.
    public static let neverReturns = Roles(rawValue: 1 << 6)
    /// Ends the process at once: no `finally` body runs.
    public static let endsProcess = Roles(rawValue: 1 << 7)

    // MARK: What becomes of a file among the arguments

    /// Is done with it when it returns, or has been awaited.
    public static let consumes = Roles(rawValue: 1 << 8)
    /// Gives something that reads from it or writes to it later.
    public static let wraps = Roles(rawValue: 1 << 9)
    /// Keeps it, or hands it to another thread or process.
    public static let keeps = Roles(rawValue: 1 << 10)
    /// Puts it into a container.
    public static let stores = Roles(rawValue: 1 << 11)
    /// Takes a lock that lasts until it is closed.
    public static let locks = Roles(rawValue: 1 << 12)
    /// Gives a writer that keeps what is written until it is flushed.
    public static let buffers = Roles(rawValue: 1 << 13)
    /// Gives something that reads the file where it is unpacked.
    public static let unpacks = Roles(rawValue: 1 << 14)
    /// Closes it in the end: `contextlib.closing`, `ExitStack.enter_context`.
    public static let manages = Roles(rawValue: 1 << 15)
    /// Sends it where a keyword argument such as `files=` holds it.
    public static let sends = Roles(rawValue: 1 << 16)

    // MARK: Others

    /// Works on the path of a file, which may have to be closed before.
    public static let usesPath = Roles(rawValue: 1 << 17)
    /// A context manager around code that is meant to fail.
    public static let expectsFailure = Roles(rawValue: 1 << 18)
    /// Runs a function later.
    public static let schedules = Roles(rawValue: 1 << 19)
    /// Only keeps what it is given, where calling it makes an object.
    public static let constructs = Roles(rawValue: 1 << 20)
}

extension Roles {
    /// What a call with these roles does, its arguments left out. Nil where the roles say nothing about it.
    public var effects: Effects? {
        var effects: Effects = []
        if contains(.settles) { effects.formUnion(.reads) }
        if contains(.varies) { effects.formUnion(.varies) }
        if contains(.reports) { effects.formUnion(.reports) }
        if contains(.reads) { effects.formUnion(.reads) }
        if contains(.writes) { effects.formUnion(.writes) }
        if !isDisjoint(with: [.neverReturns, .endsProcess]) { effects.formUnion(.leaves) }
        if contains(.constructs) { effects.formUnion(.allocates) }
        return effects.isEmpty && !contains(.pure) ? nil : effects
    }
}
