/// What pages send and get, as JSON.
struct ShownFix: Codable, Sendable {
    let id: String
    /// Of what was shown: see `ReviewSession.isUnchanged`.
    let digest: String
}

struct DecideRequest: Decodable {
    /// The page that asks; it takes back its own steps only.
    let tab: String
    let fixes: [ShownFix]
    /// `accept`, `reject`, `ignore`, or `open` to take back whatever was decided.
    let verdict: String
    let reason: String?
}

struct EditRequest: Decodable {
    let tab: String
    let fix: ShownFix
    let text: String
}

struct TabRequest: Decodable {
    let tab: String
}

struct BranchRequest: Decodable {
    /// Nil for the one that the review proposes.
    let branch: String?
    /// Of the plan that was shown; required for a commit.
    let digest: String?
}

/// A part of the page.
struct Part: Encodable {
    let html: HTML
}

/// There is nothing to do, for this reason.
struct Nothing: Encodable {
    let message: String
}

struct Version: Encodable {
    let version: Int
}

struct ListMessage: Encodable {
    let html: HTML
    let title: String
    let decided: Int
    let total: Int
    let version: Int
    /// The fix to show first; nil without any.
    let first: String?
    let shown: Int
    let branch: String
}

struct FixMessage: Encodable {
    let id: String
    let html: HTML
    let aside: HTML
    let digest: String
    /// Whether it is still to be decided.
    let isOpen: Bool
    let version: Int
}

struct ScopeMessage: Encodable {
    let question: String
    let fixes: [ShownFix]
}

/// After a decision.
struct DoneMessage: Encodable {
    let message: String
    let version: Int
    /// The fix that was decided on.
    let id: String?
    /// The next open one; nil if there is none.
    let next: String?
}

struct PlanMessage: Encodable {
    let html: HTML
    let digest: String
    let branch: String
    let canCommit: Bool
}

extension HTML: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
