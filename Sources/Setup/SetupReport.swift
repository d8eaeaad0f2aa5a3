import FileSystem
import Git
import Reporting
import Review
import Rewriting

/// What `redline init` prints about a plan.
public struct SetupReport: Sendable {
    private let plan: SetupPlan

    public init(_ plan: SetupPlan) { self.plan = plan }

    /// What was found in the project.
    public var project: [String] {
        let uses = plan.packages.lines.isEmpty ? "none that Redline knows" : plan.packages.lines.joined(separator: ", ")
        var lines = [
            "project: \(plan.root)\(plan.isRepository ? "" : " (not a git repository)")", "frameworks: \(uses)",
        ]
        let files = plan.findings.filesRead.counted("file")
        lines.append("findings: \(plan.findings.findings.count) in \(files)")
        for codemod in plan.codemods.map(\.id).sorted() {
            let own = plan.findings.findings.filter { $0.codemod == codemod }
            let fixed = own.filter { $0.fix != nil }.count
            let rest = own.count == fixed ? "" : ", \((own.count - fixed).counted("place")) left alone"
            lines.append("  \(codemod): \(fixed.counted("fix", plural: "fixes"))\(rest)")
        }
        if let existing = plan.existing { lines.append("\(existing) has a [tool.redline]; it is left as it is") }
        return lines.map { TerminalText.escaped($0) }
    }

    /// The lines to add, as a patch.
    public func patch() throws(GitError) -> [UInt8] {
        var patch: [UInt8] = []
        for change in plan.changes {
            patch += try UnifiedDiff.patch(old: change.before, new: change.after, path: change.path)
        }
        return patch
    }

    /// The baseline is too long to be shown.
    public var baseline: String? {
        plan.newEntries == 0
            ? nil
            : "\(Baseline.path): \(plan.newEntries.counted("finding")), so that only new ones are reported "
                + "('redline baseline show' lists them)"
    }

    /// What comes after writing.
    ///
    /// - Parameter upstream: the branch that changes are merged into.
    public static func next(upstream: String?) -> [String] {
        let branch = upstream ?? "origin/main"
        return [
            "next: commit these files; then, on your machine:",
            "  redline preview                        what is new, as a patch",
            "  redline preview --no-baseline          everything",
            "in CI, for what a pull request adds (exit code 1 if there is anything):",
            "  redline preview --since \(branch)",
            "as steps of GitHub Actions:",
            "  - uses: actions/checkout@v4",
            "    with: {fetch-depth: 0}",
            "  - run: redline preview --since origin/${{ github.base_ref }}",
        ]
    }
}
