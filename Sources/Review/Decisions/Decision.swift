import FileSystem
import Reporting
import Rewriting

/// A decision as it is kept: says what was decided about which code, and nothing about lines, times or people.
public struct Decision: Sendable, Hashable {
    public var subject: DecisionSubject
    public var verdict: Verdict
    /// Of what the fix made of the code when it was accepted: see `ProposalDigest`.
    public var after: String?
    public var reason: String?
    /// The text that somebody wrote in place of the fix's.
    public var edit: String?

    public init(
        _ verdict: Verdict, on subject: DecisionSubject, after: String? = nil, reason: String? = nil,
        edit: String? = nil
    ) {
        self.subject = subject
        self.verdict = verdict
        self.after = after
        self.reason = reason
        self.edit = edit
    }

    public var id: FindingID { subject.id }

    /// In characters.
    public static let longestReason = 500
}

/// The finding that a decision is about, found again by its content: see `FindingIdentity`.
public struct DecisionSubject: Sendable, Hashable {
    public var codemod: String
    public var path: Path
    /// The classes and functions around it, joined by dots; empty at the top level.
    public var scope: String
    /// Among equal statements in the scope; the first is 1.
    public var ordinal: Int
    /// The digest of its statement, 16 hexadecimal digits.
    public var before: String

    public init(codemod: String, path: Path, scope: String, ordinal: Int, before: String) {
        self.codemod = codemod
        self.path = path
        self.scope = scope
        self.ordinal = ordinal
        self.before = before
    }

    public init(_ finding: LocatedFinding) {
        let identity = finding.identity
        let digits = String(identity.statement, radix: 16)
        self.init(
            codemod: identity.codemod, path: identity.path, scope: identity.scope, ordinal: finding.ordinal,
            before: String(repeating: "0", count: 16 - digits.count) + digits)
    }

    public var id: FindingID {
        FindingID(codemod: codemod, path: path, scope: scope, statement: before, ordinal: ordinal)
    }
}
