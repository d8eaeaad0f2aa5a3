/// What somebody decided about a finding.
public enum Verdict: String, Sendable, CaseIterable, Codable {
    /// Make the fix, as long as it is the one that was seen.
    case accept
    /// Do not make the fix; the place has the defect.
    case reject
    /// Not a defect, or one that is wanted.
    case ignore
    /// There before Redline was: part of a baseline.
    case known

    /// What a finding is after it.
    var participle: String {
        switch self {
        case .accept: "accepted"
        case .reject: "rejected"
        case .ignore: "ignored"
        case .known: "known"
        }
    }
}
