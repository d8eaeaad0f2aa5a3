/// Where a fix stands in a review.
public enum ReviewStatus: Sendable, Hashable {
    case open
    case decided(Verdict)
    /// What was decided does not hold any more.
    case stale(DecisionMatching.Stale.Reason)
    /// A merge has left two decisions.
    case contradictory

    /// True if somebody has to decide, perhaps again.
    public var isOpen: Bool {
        if case .decided = self { false } else { true }
    }

    /// A mark of one column.
    public var mark: String {
        switch self {
        case .open: " "
        case .decided(.accept): "✓"
        case .decided(.reject): "✗"
        case .decided(.ignore): "⊘"
        case .decided(.known): "·"
        case .stale, .contradictory: "!"
        }
    }

    /// What to say about it on the screen of the fix; nil if it is open.
    public var text: String? {
        switch self {
        case .open: nil
        case .decided(.accept): "accepted"
        case .decided(.reject): "rejected"
        case .decided(.ignore): "ignored"
        case .decided(.known): "known from the baseline"
        case .stale(.otherFix): "Redline repairs this differently since it was accepted: decide again"
        case .stale(.otherCode): "the code has changed since it was decided on: decide again"
        case .contradictory: "decided in two ways, after a merge perhaps: decide again"
        }
    }
}
