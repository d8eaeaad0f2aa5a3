import Rewriting

/// Which fixes the list shows.
public struct ReviewFilter: Sendable, Hashable {
    /// What `f` goes through.
    public enum State: String, Sendable, CaseIterable {
        case all, open, decided, stale, safe, review, critical
    }

    public var state = State.all
    /// All of these words occur in path, function, codemod or message, in upper or lower case.
    public var words = ""

    public init() {}

    public var isEmpty: Bool { self == ReviewFilter() }

    public func includes(_ item: ReviewItem, _ status: ReviewStatus) -> Bool {
        let isOfState =
            switch state {
            case .all: true
            case .open: status.isOpen
            case .decided: !status.isOpen
            case .stale: status.isOpen && status != .open
            case .safe: item.proposal.level == .safe
            case .review: item.proposal.level == .review
            case .critical: item.document.severity == "critical"
            }
        guard isOfState, !words.isEmpty else { return isOfState }
        let text = "\(item.location) \(item.scope) \(item.proposal.codemod) \(item.message)".lowercased()
        return words.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
    }

    mutating func next() {
        let all = State.allCases
        state = all[((all.firstIndex(of: state) ?? 0) + 1) % all.count]
    }
}
