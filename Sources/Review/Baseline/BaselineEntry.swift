import FileSystem
import Reporting
import Rewriting
import SourceText

/// An entry of the baseline, and where its finding is now.
public struct BaselineEntry: Sendable {
    public let entry: Decision
    public let state: State

    public enum State: Sendable {
        case found(LocatedFinding)
        /// The code is gone, or has changed.
        case unused
        /// By a codemod or in a file that the project's configuration leaves out.
        case notLookedAt
    }

    /// All entries, by path and place.
    public static func all(of baseline: Baseline, in run: DecidedRun, _ proposals: Proposals) -> [BaselineEntry] {
        let findings = Dictionary(proposals.result.findings.map { (DecisionSubject($0), $0) }) { first, _ in first }
        var subjects = Dictionary(run.baseline.moved.map { ($0.from, $0.to.subject) }) { first, _ in first }
        for (subject, decision) in run.baseline.held where decision.subject == subject {
            subjects[decision] = subject
        }
        let unused = Set(run.baseline.unused)
        let all = baseline.entries.map { entry in
            let found = findings[subjects[entry] ?? entry.subject]
            return BaselineEntry(
                entry: entry, state: found.map(State.found) ?? (unused.contains(entry) ? .unused : .notLookedAt))
        }
        return all.sorted { ($0.path, $0.offset, $0.entry.id) < ($1.path, $1.offset, $1.entry.id) }
    }

    private var path: Path { if case .found(let finding) = state { finding.path } else { entry.subject.path } }
    private var offset: Int { if case .found(let finding) = state { finding.range.lowerBound } else { -1 } }

    /// `app/a.py:3:5: context-managed-files: 'f' is never closed`, with the former path of code that has moved.
    ///
    /// - Parameter shown: how a path is printed.
    public func text(_ shown: (Path) -> String = \.description) -> String {
        let codemod = entry.subject.codemod
        switch state {
        case .found(let finding):
            let former = finding.path == entry.subject.path ? "" : " (was in \(shown(entry.subject.path)))"
            return "\(shown(finding.path)):\(finding.position): \(codemod): \(finding.message)\(former)"
        case .unused:
            return "\(shown(path)): \(codemod)\(Baseline.scope(entry)): unused, the code is gone or has changed"
        case .notLookedAt:
            return "\(shown(path)): \(codemod)\(Baseline.scope(entry)): not looked at"
        }
    }
}
