import SourceText

/// A place at which a codemod found its defect, and what can be done about it.
public struct Finding: Sendable {
    /// The bytes that show the defect. Messages name the start; a suppression comment may be on any of its lines.
    public let place: Range<Int>
    /// What is wrong here, in one sentence without a full stop.
    public let message: String
    public let remedy: Remedy
    public let evidence: [Evidence]

    public init(at place: Range<Int>, _ message: String, _ remedy: Remedy, evidence: [Evidence] = []) {
        self.place = place
        self.message = message
        self.remedy = remedy
        self.evidence = evidence
    }
}

/// What can be done about a finding.
public enum Remedy: Sendable {
    case fix(Fix)
    /// Left alone, because no fix could be proven correct.
    case refusal(Explanation)
    /// For a person to decide: no fix can be generated.
    case report
}
