import Rewriting

/// Chooses fixes when there are more than somebody wants to look at.
public enum WorstFirst {
    /// The first fixes of a run by severity, then by file and place.
    ///
    /// - Parameter documents: of the run's codemods.
    public static func chosen(_ count: Int, of result: RunResult, _ documents: [CodemodDocument]) -> Set<FixPlace> {
        let ranks = Dictionary(documents.map { ($0.id, $0.severityRank) }) { first, _ in first }
        let sorted = result.fixes.map(\.place).sorted { one, other in
            let (left, right) = (ranks[one.codemod] ?? .max, ranks[other.codemod] ?? .max)
            return left == right ? one < other : left < right
        }
        return Set(sorted.prefix(count))
    }
}
