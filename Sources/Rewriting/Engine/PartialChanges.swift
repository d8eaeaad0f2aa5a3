/// What some of a run's fixes change.
public struct PartialChanges: Sendable {
    /// Sorted by path.
    public let files: [FileChange]
    /// The fixes that were made: some may exist only together with others.
    public let made: Set<FixPlace>
}
