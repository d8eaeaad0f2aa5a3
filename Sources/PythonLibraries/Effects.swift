/// The effects that evaluating an expression or running a statement may have, besides producing a value.
///
/// The empty set is a guarantee: it reads nothing that could change, changes nothing and waits for nothing. `unknown`
/// may include all the others, so no question about it is answered with yes.
public struct Effects: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Reads something that other code may change: attributes, items, globals, files, rows.
    public static let reads = Effects(rawValue: 1 << 0)
    /// Assigns to a variable of the function.
    public static let binds = Effects(rawValue: 1 << 1)
    /// Changes something that outlives the function: an attribute, an item, a file, a row.
    public static let writes = Effects(rawValue: 1 << 2)
    /// Raises an exception by design: `raise`, `assert`. That almost any code may raise is not included.
    public static let raises = Effects(rawValue: 1 << 3)
    /// Waits or yields control: `await`, `yield`, `time.sleep`.
    public static let suspends = Effects(rawValue: 1 << 4)
    /// Reports what happened: logs, prints, warns, or counts or collects it in a local variable.
    public static let reports = Effects(rawValue: 1 << 5)
    /// Ends a transaction.
    public static let commits = Effects(rawValue: 1 << 6)
    /// Creates a new object, different from the one that the next evaluation creates.
    public static let allocates = Effects(rawValue: 1 << 7)
    /// Produces another value each time: clocks, random numbers, identifiers.
    public static let varies = Effects(rawValue: 1 << 8)
    /// Leaves the function: `return`, `sys.exit()`. Jumps within it are not included: they belong to control flow.
    public static let leaves = Effects(rawValue: 1 << 9)
    /// Calls something about which nothing is known.
    public static let unknown = Effects(rawValue: 1 << 10)
}

/// The questions that codemods ask.
extension Effects {
    /// Only the value matters: evaluating it more or less often, or reordering it with other pure code, changes
    /// nothing.
    public var isPure: Bool { isSubset(of: [.reads, .allocates, .varies]) }

    /// Evaluating it twice in a row produces equal values.
    public var isRepeatable: Bool { isSubset(of: [.reads, .allocates]) }

    /// At most reports something: the program's data are unchanged.
    public var isHarmless: Bool { isSubset(of: [.reads, .allocates, .varies, .reports]) }

    /// False only if nothing that lives on is changed, and no transaction ends.
    public var mayChangeData: Bool { !isDisjoint(with: [.writes, .commits, .unknown]) }

    /// False only if no transaction can end here.
    public var mayCommit: Bool { !isDisjoint(with: [.commits, .unknown]) }
}
