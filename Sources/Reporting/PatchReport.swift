import FileSystem
import Git
import Rewriting

/// The patch of a run: for each file the findings as comment lines, then the diff. `git apply` ignores the comments.
public struct PatchReport: Sendable {
    public let includesRefusals: Bool

    public init(includesRefusals: Bool) { self.includesRefusals = includesRefusals }

    /// The whole text; empty if there is nothing to report. Throws if libgit2 cannot make a diff.
    public func text(of result: RunResult) throws(GitError) -> [UInt8] {
        var output: [UInt8] = []
        let changes = Dictionary(result.changes.map { ($0.path, $0) }) { first, _ in first }
        let findings = Dictionary(grouping: result.findings.filter(isShown), by: \.path)
        for path in Set(changes.keys).union(findings.keys).sorted() {
            for finding in findings[path] ?? [] { output += (Self.line(finding) + "\n").utf8 }
            if let change = changes[path] {
                output += try UnifiedDiff.patch(old: change.before, new: change.after, path: path)
            }
        }
        return output
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
