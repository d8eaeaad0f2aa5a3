import FileSystem
import Git
import Rewriting

/// The patch of a run: for each file the findings as comment lines, then the diff, whose hunks name the fixes that they belong
/// to. `git apply` ignores both.
public struct PatchReport: Sendable {
    public enum Form: Sendable {
        case patch
        /// For people: findings stand directly before their hunk. `git apply` does not accept that.
        case reading
        /// For snapshots: git's headings, which show the line that begins the function.
        case recorded
    }

    public let includesRefusals: Bool
    private let form: Form

    public init(includesRefusals: Bool, form: Form = .patch) {
        self.includesRefusals = includesRefusals
        self.form = form
    }

    /// The whole text; empty if there is nothing to report. Throws if libgit2 cannot make a diff.
    public func text(of result: RunResult) throws(GitError) -> [UInt8] {
        var output: [UInt8] = []
        let changes = Dictionary(result.changes.map { ($0.path, $0) }) { first, _ in first }
        let fixes = Self.fixes(result)
        let findings = Dictionary(grouping: result.findings.filter(isShown), by: \.path)
        for path in Set(changes.keys).union(findings.keys).sorted() {
            var above = findings[path] ?? []
            var diff: [UInt8] = []
            if let change = changes[path] {
                let labels = HunkLabels(change, fixes)
                diff = try UnifiedDiff.patch(old: change.before, new: change.after, path: path) { lines in
                    text(of: labels.hunk(lines), &above)
                }
            }
            for finding in above { output += (Self.line(finding) + "\n").utf8 }
            output += diff
        }
        return output
    }

    /// - Parameter above: the findings that stand before the file; those that stand before the hunk are removed.
    private func text(of hunk: HunkLabels.Hunk, _ above: inout [LocatedFinding]) -> HunkText {
        switch form {
        case .patch: return HunkText(heading: hunk.label)
        case .recorded: return HunkText()
        case .reading:
            let own = above.filter { hunk.range.contains($0.range.lowerBound) }
            above.removeAll { hunk.range.contains($0.range.lowerBound) }
            return HunkText(heading: hunk.label, before: own.map(Self.line))
        }
    }

    /// What each fix repairs.
    private static func fixes(_ result: RunResult) -> [FixPlace: [LocatedFinding]] {
        var fixes: [FixPlace: [LocatedFinding]] = [:]
        for finding in result.findings {
            if let fix = finding.fix, case .fixed = finding.outcome { fixes[fix, default: []].append(finding) }
        }
        return fixes
    }

    private func isShown(_ finding: LocatedFinding) -> Bool {
        if case .fixed = finding.outcome { true } else { includesRefusals }
    }

    /// `# path:line:column: codemod (level): message`, always on one line, whatever characters the names contain.
    static func line(_ finding: LocatedFinding) -> String {
        let place = "\(finding.path):\(finding.position)"
        return "# "
            + TerminalText.escaped("\(place): \(finding.codemod) (\(word(finding.outcome))): \(message(finding))")
    }

    public static func word(_ outcome: LocatedFinding.Outcome) -> String {
        switch outcome {
        case .fixed(let level): level.rawValue
        case .leftOut(let level): "\(level.rawValue), left out"
        case .refused(let reason): "refused, \(reason.code)"
        case .withdrawn: "withdrawn"
        case .reported: "report"
        }
    }

    public static func message(_ finding: LocatedFinding) -> String {
        switch finding.outcome {
        case .refused(let reason): "\(finding.message); left alone: \(reason.text)"
        case .withdrawn(let why): "\(finding.message); the fix was withdrawn: \(why)"
        default: finding.message
        }
    }
}
