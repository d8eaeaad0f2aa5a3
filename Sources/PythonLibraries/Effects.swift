/// What evaluating an expression, or running a statement, may do besides giving a value.
///
/// An empty set is a promise: nothing is read that could change, nothing is changed, nothing is waited for. `unknown` may be any of
/// the others, so that no question about it is answered with yes.
public struct Effects: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Reads what other code may change: attributes, items, globals, files, rows.
    public static let reads = Effects(rawValue: 1 << 0)
    /// Gives a variable of the function another value.
    public static let binds = Effects(rawValue: 1 << 1)
    /// Changes something that lives on: an attribute, an item, a file, a row.
    public static let writes = Effects(rawValue: 1 << 2)
    /// Raises an exception as a matter of course: `raise`, `assert`. That nearly everything may raise is not said.
    public static let raises = Effects(rawValue: 1 << 3)
    /// Waits or gives up control: `await`, `yield`, `time.sleep`.
    public static let suspends = Effects(rawValue: 1 << 4)
    /// Tells somebody what happened: logs, prints, warns, counts it in a variable of the function or appends it to a list there.
    public static let reports = Effects(rawValue: 1 << 5)
    /// Ends a transaction.
    public static let commits = Effects(rawValue: 1 << 6)
    /// Makes a new object, which is not the one that the same expression makes the next time.
    public static let allocates = Effects(rawValue: 1 << 7)
    /// Gives another value each time: clocks, random numbers, identifiers.
    public static let varies = Effects(rawValue: 1 << 8)
    /// Leaves the function: `return`, `sys.exit()`. Jumps inside of it are not said: they belong to control flow.
    public static let leaves = Effects(rawValue: 1 << 9)
    /// Nothing is known of a call that is made.
    public static let unknown = Effects(rawValue: 1 << 10)
}

/// Questions that codemods ask.
extension Effects {
    /// The value alone matters: evaluating it more or less often, earlier or later by what is pure too, changes nothing.
    public var isPure: Bool { isSubset(of: [.reads, .allocates, .varies]) }

    /// Evaluated twice in a row it gives an equal value both times.
    public var isRepeatable: Bool { isSubset(of: [.reads, .allocates]) }

    /// Reports at most: the program's data are the same afterwards.
    public var isHarmless: Bool { isSubset(of: [.reads, .allocates, .varies, .reports]) }

    /// False only if nothing that lives on is changed, and no transaction ends.
    public var mayChangeData: Bool { !isDisjoint(with: [.writes, .commits, .unknown]) }

    /// False only if no transaction can end here.
    public var mayCommit: Bool { !isDisjoint(with: [.commits, .unknown]) }
}
