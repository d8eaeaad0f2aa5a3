import Rewriting

/// A fix that somebody has turned down.
public struct RejectedFix: Sendable {
    public let finding: LocatedFinding
    public let reason: String?

    public init(_ finding: LocatedFinding, reason: String?) {
        self.finding = finding
        self.reason = reason
    }
}

extension Report {
    /// Fixes that were rejected in a review; those that are known or ignored are nobody's business in a pull request.
    public var rejected: [RejectedFix] {
        suppressed.compactMap { reported in
            guard let decision = reported.decision, decision.state == .reject else { return nil }
            return RejectedFix(reported.finding, reason: decision.reason)
        }
    }
}
