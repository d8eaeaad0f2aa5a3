import FileSystem
import Reporting
import Rewriting

/// A fix that somebody can decide on, with the findings that it repairs.
public struct Proposal: Sendable {
    public let place: FixPlace
    /// Sorted by place; the first one is what the fix is called by.
    public let findings: [LocatedFinding]
    public let level: FixLevel
    public let subject: DecisionSubject

    public var id: FindingID { subject.id }
    public var path: Path { place.path }
    public var codemod: String { place.codemod }

    init?(_ place: FixPlace, _ findings: [LocatedFinding]) {
        let sorted = findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
        guard let first = sorted.first, case .fixed(let level) = first.outcome else { return nil }
        self.place = place
        self.findings = sorted
        self.level = level
        subject = DecisionSubject(first)
    }
}
