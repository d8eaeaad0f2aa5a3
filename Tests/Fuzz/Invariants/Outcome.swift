/// The outcome for one input, for statistics: they show if a fuzzer produces only garbage.
public struct Outcome: Sendable {
    /// Neither valid text nor a valid program.
    public var isRejected = false
    public var fixes = 0
    public var refusals = 0
    /// Fixes that the engine withdrew: not a violation, but the codemod should not have proposed them.
    public var withdrawn: [String] = []
    /// Fixes that were not reached within the engine's passes.
    public var unsettled = 0
    /// A prefilter rejected a file in which a codemod finds something, such as `db.add` with its parenthesis on
    /// another line.
    public var isHidden = false

    public init() {}
}
