/// A step in the decisions that can be taken back.
public struct DecisionChange: Sendable, Hashable {
    /// What held about the finding before, stale decisions included.
    public let removed: [Decision]
    public let added: [Decision]

    public init(removed: [Decision], added: [Decision]) {
        self.removed = removed
        self.added = added
    }

    public var inverse: DecisionChange { DecisionChange(removed: added, added: removed) }
}

extension DecisionsFile {
    /// Makes changes, whatever others have decided about the same findings meanwhile: the last one counts.
    public mutating func apply(_ changes: [DecisionChange]) {
        let removed = Set(changes.flatMap(\.removed))
        let added = changes.flatMap(\.added)
        let replaced = Set(added.map(\.subject))
        replaceAll(decisions.filter { !removed.contains($0) && !replaced.contains($0.subject) } + added)
    }
}
