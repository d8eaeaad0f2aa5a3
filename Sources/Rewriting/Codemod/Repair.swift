import FileSystem
import SourceText

/// The result for one place: a fix, or a report if a person has to decide.
public struct Repair: Sendable {
    /// Nil for a report: no fix can be generated.
    public let fix: Fix?
    /// Replaces the site's own message if the analysis found out more.
    public let message: String?
    public let evidence: [Evidence]

    public init(_ fix: Fix, message: String? = nil, evidence: [Evidence] = []) {
        self.fix = fix
        self.message = message
        self.evidence = evidence
    }

    private init(reporting message: String?, _ evidence: [Evidence]) {
        fix = nil
        self.message = message
        self.evidence = evidence
    }

    /// Reports the place without a fix.
    public static func report(_ message: String? = nil, evidence: [Evidence] = []) -> Repair {
        Repair(reporting: message, evidence)
    }
}

/// A place on which the decision was based: the column's `unique=True`, the session factory.
public struct Evidence: Sendable, Hashable {
    public let path: Path
    /// Bytes of that file as it was before the run.
    public let range: Range<Int>
    /// What the place shows, e.g. "`product_id` is unique".
    public let label: String

    public init(_ path: Path, _ range: Range<Int>, _ label: String) {
        self.path = path
        self.range = range
        self.label = label
    }
}
