import FileSystem
import Reporting
import Rewriting

/// What a project had when it began to use Redline, in `.redline/baseline.jsonl`: findings that are not reported again, and not fixed.
///
/// The file is like that of the decisions, and its entries are found again in the same way. A decision about the same finding wins.
public struct Baseline: Sendable {
    /// From the root of the project.
    public static let path: Path = ".redline/baseline.jsonl"
    /// What `.gitattributes` should say about it.
    public static let attribute = DecisionsFile.attribute(of: path)
    public static let none = Baseline()

    public let entries: [Decision]
    /// Whether an entry whose code is gone is an error.
    public let isStrict: Bool

    private init() { (entries, isStrict) = ([], false) }

    /// The baseline of a project; empty if it has none. Throws if it cannot be read, or if a line of it is a decision.
    public init(in project: Path, isStrict: Bool = false) throws(DecisionsError) {
        entries = try DecisionsFile(in: project, at: Self.path).decisions
        self.isStrict = isStrict
        if let other = entries.first(where: { $0.verdict != .known }) {
            throw DecisionsError(
                Self.path, "entry \(other.id) is a decision: \(other.verdict.rawValue)",
                hint: "move its line to \(DecisionsFile.path)")
        }
    }

    /// `3 entries`
    public var count: String { entries.count.counted("entry", plural: "entries") }

    /// - Parameter count: number of findings that are left out.
    func notices(about matching: DecisionMatching, leftOut count: Int) -> [Notice] {
        var notices: [Notice] = []
        if count > 0 {
            notices.append(Notice(.note, "left out by the baseline: \(count.counted("known finding"))"))
        }
        let unused = matching.unused
        if isStrict {
            notices += unused.map {
                Notice(
                    .error,
                    "unused entry of the baseline: \($0.subject.codemod)\(Self.scope($0)), \($0.id); "
                        + "'redline baseline prune' removes it", path: $0.subject.path)
            }
        } else if !unused.isEmpty {
            let entries = unused.count.counted("entry", plural: "entries")
            let verb = unused.count == 1 ? "is" : "are"
            notices.append(
                Notice(.note, "\(entries) of the baseline \(verb) unused; 'redline baseline prune' removes them"))
        }
        return notices
    }

    /// ` in Orders.export`
    static func scope(_ entry: Decision) -> String { entry.subject.scope.isEmpty ? "" : " in \(entry.subject.scope)" }
}
