import FileSystem
import Rewriting
import SourceText

/// Names the fixes that each hunk of a file belongs to: what two fixes share, such as an import, belongs to both.
struct HunkLabels {
    /// At most this many places are named for each codemod.
    private static let namedPlaces = 5

    private let path: Path
    private let edits: [FixEdit]
    /// What each fix repairs.
    private let findings: [FixPlace: [LocatedFinding]]
    /// Offsets in the file before the run, and its end.
    private let lineStarts: [Int]

    init(_ change: FileChange, _ findings: [FixPlace: [LocatedFinding]]) {
        path = change.path
        edits = change.edits
        self.findings = findings
        let feeds = change.before.indices.filter { change.before[$0] == 0x0A }
        lineStarts = [0] + feeds.map { $0 + 1 } + [change.before.count]
    }

    struct Hunk {
        /// Bytes of the file before the run, context included.
        let range: Range<Int>
        /// `context-managed-files (safe): line 11 in write_report`; nil if no fix is known to change these lines.
        let label: String?
    }

    /// - Parameter lines: of the old file, counted from 0.
    func hunk(_ lines: Range<Int>) -> Hunk {
        let last = lineStarts.count - 1
        let start = lineStarts[min(lines.lowerBound, last)]
        let range = start..<max(start, lineStarts[min(lines.upperBound, last)])
        return Hunk(range: range, label: label(of: range))
    }

    private func label(of range: Range<Int>) -> String? {
        let fixes = Set(
            edits.filter { $0.range.lowerBound <= range.upperBound && range.lowerBound <= $0.range.upperBound }
                .map(\.fix))
        let shown = fixes.sorted().flatMap { fix in
            let all = findings[fix] ?? []
            let near = all.filter { $0.path == path && range.contains($0.range.lowerBound) }
            return near.isEmpty ? all : near
        }
        if shown.isEmpty { return nil }
        let groups = Dictionary(grouping: shown) { "\($0.codemod) (\(PatchReport.word($0.outcome)))" }
        return TerminalText.escaped(
            groups.sorted { $0.key < $1.key }.map { "\($0): \(places($1))" }.joined(separator: "; "))
    }

    /// `line 3 in load`, `lines 3, 8`, or `lines 3, 8 and 4 more`. Places in other files have their path.
    private func places(_ findings: [LocatedFinding]) -> String {
        let own = findings.filter { $0.path == path }
        let others = findings.filter { $0.path != path }.map { "\($0.path):\($0.position.line)" }
        if let only = own.first, findings.count == 1 {
            return "line \(only.position.line)" + (only.identity.scope.isEmpty ? "" : " in \(only.identity.scope)")
        }
        var lines: [String] = []
        for line in own.map({ String($0.position.line) }) + others where !lines.contains(line) { lines.append(line) }
        let word = own.isEmpty ? "" : lines.count == 1 ? "line " : "lines "
        let more = lines.count - Self.namedPlaces
        return word + lines.prefix(Self.namedPlaces).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
