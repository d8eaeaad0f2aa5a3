/// What is known about a function or method of a library. A name may have several roles.
public struct Roles: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    // MARK: Effects

    /// Only computes its result.
    public static let pure = Roles(rawValue: 1 << 0)
    /// Returns a value that stays the same while the process runs: `os.getenv`, an item of a settings object.
    public static let settles = Roles(rawValue: 1 << 1)
    /// Returns another value each time, and changes nothing observable.
    public static let varies = Roles(rawValue: 1 << 2)
    /// Logs, prints or warns.
    public static let reports = Roles(rawValue: 1 << 3)
    /// Reads something that may change: a file, a row, the environment.
    public static let reads = Roles(rawValue: 1 << 4)
    /// Changes its receiver, a file, a row.
    public static let writes = Roles(rawValue: 1 << 5)
    /// Always raises.
    public static let neverReturns = Roles(rawValue: 1 << 6)
    /// Ends the process at once: no `finally` body runs.
    public static let endsProcess = Roles(rawValue: 1 << 7)

    // MARK: What happens to a file among the arguments

    /// No longer uses it after returning, or after being awaited.
    public static let consumes = Roles(rawValue: 1 << 8)
    /// Returns something that reads from it or writes to it later.
    public static let wraps = Roles(rawValue: 1 << 9)
    /// Keeps it, or passes it to another thread or process.
    public static let keeps = Roles(rawValue: 1 << 10)
    /// Puts it into a container.
    public static let stores = Roles(rawValue: 1 << 11)
    /// Takes a lock that lasts until the file is closed.
    public static let locks = Roles(rawValue: 1 << 12)
    /// Returns a writer that buffers until it is flushed.
    public static let buffers = Roles(rawValue: 1 << 13)
    /// Returns something that reads the file when it is unpacked.
    public static let unpacks = Roles(rawValue: 1 << 14)
    /// Eventually closes it: `contextlib.closing`, `ExitStack.enter_context`.
    public static let manages = Roles(rawValue: 1 << 15)
    /// Sends it if it is in a keyword argument such as `files=`.
    public static let sends = Roles(rawValue: 1 << 16)

    // MARK: Others

    /// Uses the path of a file, which may have to be closed first.
    public static let usesPath = Roles(rawValue: 1 << 17)
    /// A context manager around code that is expected to fail.
    public static let expectsFailure = Roles(rawValue: 1 << 18)
    /// Runs a function later.
    public static let schedules = Roles(rawValue: 1 << 19)
    /// Only stores its arguments when it is called to create an object.
    public static let constructs = Roles(rawValue: 1 << 20)
}

extension Roles {
    /// The effects of a call with these roles, without those of its arguments. Nil if the roles do not determine
    /// them.
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
