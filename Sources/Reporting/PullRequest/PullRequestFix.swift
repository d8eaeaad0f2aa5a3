import FileSystem
import Rewriting

/// A fix in the description of a pull request, with all that it repairs.
struct PullRequestFix {
    let level: FixLevel
    /// By place; never empty.
    let findings: [LocatedFinding]

    var codemod: String { findings[0].codemod }
    var path: Path { findings[0].path }

    /// By path and place.
    static func all(of result: RunResult) -> [PullRequestFix] {
        var groups: [FixPlace: [LocatedFinding]] = [:]
        for finding in result.findings {
            if case .fixed = finding.outcome { groups[finding.fix ?? FixPlace(finding), default: []].append(finding) }
        }
        return groups.sorted { $0.key < $1.key }.compactMap { _, findings in
            let sorted = findings.sorted { ($0.path, $0.range.lowerBound) < ($1.path, $1.range.lowerBound) }
            guard case .fixed(let level)? = sorted.first?.outcome else { return nil }
            return PullRequestFix(level: level, findings: sorted)
        }
    }
}
