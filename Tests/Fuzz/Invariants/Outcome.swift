/// What became of an input, for counting: a fuzzer that only makes rubbish shows here.
public struct Outcome: Sendable {
    /// Neither an encoding that is known nor a program.
    public var isRejected = false
    public var fixes = 0
    public var refusals = 0
    /// Fixes that the engine took back: no violation, but a codemod offered what it should not have.
    public var withdrawn: [String] = []
    /// Fixes that the engine's passes did not reach.
    public var unsettled = 0
    /// A prefilter kept a codemod from something it would have found: `db.add` and its parenthesis on two lines, say.
    public var isHidden = false

    public init() {}
}
