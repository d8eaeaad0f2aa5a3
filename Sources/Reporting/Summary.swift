import FileSystem
import Rewriting
import SourceText

/// The outcome of a run in a few lines.
public struct Summary: Sendable {
    private let result: RunResult
    private let documents: [CodemodDocument]
    private let seconds: Double

    /// - Parameter documents: of the codemods that ran.
    public init(_ result: RunResult, _ documents: [CodemodDocument], seconds: Double) {
        self.result = result
        self.documents = documents
        self.seconds = seconds
    }

    /// At most this many skipped files are named if skipping them is not an error; the JSON format names them all.
    private static let namedSkips = 10

    public func lines(_ palette: Palette, _ paths: PathDisplay) -> [String] {
        headline(palette) + perCodemod(palette) + files + skips(palette, paths)
            + result.notices.map { "  " + $0.line(palette, paths) }
    }

    /// Only what could not be looked at, for quiet runs.
    public func errors(_ palette: Palette, _ paths: PathDisplay) -> [String] {
        result.skipped.filter(\.isError).map { line($0, palette, paths) }
            + result.notices.filter { $0.severity == .error }.map { $0.line(palette, paths) }
    }

    /// `error: path:line:column: message`
    private func line(_ skip: SkippedFile, _ palette: Palette, _ paths: PathDisplay) -> String {
        let place = skip.reason.position.map { ":\($0)" } ?? ""
        let severity = skip.isError ? palette.paint("error:", .error) + " " : ""
        return severity + TerminalText.escaped("\(paths.shown(skip.path))\(place): \(skip.reason.message)")
    }

    private func headline(_ palette: Palette) -> [String] {
        let fixed = result.findings.filter { if case .fixed = $0.outcome { true } else { false } }
        let review = fixed.filter { $0.outcome == .fixed(.review) }.count
        let leftOut = result.findings.compactMap { if case .leftOut(let level) = $0.outcome { level } else { nil } }
        let refused = result.findings.count - fixed.count - leftOut.count
        let unwanted = leftOut.count { result.level.includes($0) }
        let above = leftOut.count - unwanted
        let rest =
            (above == 0 ? "" : "; \(above.counted("fix", plural: "fixes")) for review left out (--level review)")
            + (unwanted == 0 ? "" : "; \(unwanted.counted("fix", plural: "fixes")) left out")
            + (refused == 0 ? "" : "; \(refused.counted("place")) left alone (--refusals shows why)")
        let (mode, known) = since
        guard !fixed.isEmpty else {
            return [mode + palette.paint(result.hasErrors ? "no fixes" : "nothing to fix", .title) + rest + known]
        }
        let levels = review == 0 ? "" : ", \(review) of them for review"
        let fixes = "\(fixed.count.counted("fix", plural: "fixes")) in \(result.changes.count.counted("file"))"
        return [mode + palette.paint(fixes, .title) + levels + rest + known]
    }

    /// `new since origin/main (4f2c1aa): `, and what is left out for it.
    private var since: (mode: String, known: String) {
        guard let since = result.since else { return ("", "") }
        let unchanged = since.inUnchangedLines.map { "; \($0) new in unchanged lines" } ?? ""
        let place = since.inUnchangedLines == nil ? "new since" : "new in lines changed since"
        let mode = "\(place) \(since.revision) (\(since.commit.prefix(7))): "
        return (TerminalText.escaped(mode), "; \(since.known) known\(unchanged)")
    }

    private func perCodemod(_ palette: Palette) -> [String] {
        let tallies = CodemodTally.all(of: result, documents)
        let width = tallies.map(\.severity.count).max() ?? 0
        return tallies.map { tally in
            let padding = String(repeating: " ", count: width - tally.severity.count)
            let severity = palette.paint(tally.severity, .severity(tally.severity)) + padding
            let reasons = tally.others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \($0.value)" }
            let tail = reasons.isEmpty ? "" : "; not fixed: " + reasons.joined(separator: ", ")
            return "  \(severity)  \(tally.codemod): \(tally.fixed.counted("fix", plural: "fixes"))\(tail)"
        }
    }

    private var files: [String] {
        let time = String(Int(seconds * 100 + 0.5))
        let padded = String(repeating: "0", count: max(0, 3 - time.count)) + time
        let shown = padded.dropLast(2) + "." + padded.suffix(2)
        return ["  \(result.filesRead.counted("file")) read, \(result.filesParsed) parsed, \(shown) s"]
    }

    private func skips(_ palette: Palette, _ paths: PathDisplay) -> [String] {
        guard !result.skipped.isEmpty else { return [] }
        let counts = Dictionary(grouping: result.skipped, by: \.reason.code).sorted { $0.key < $1.key }
        let head =
            "  \(result.skipped.count.counted("file")) skipped: "
            + counts.map { "\($0.key) \($0.value.count)" }.joined(separator: ", ")
        let errors = result.skipped.filter(\.isError)
        let others = result.skipped.filter { !$0.isError }
        let named = (errors + others.prefix(Self.namedSkips)).map { "    " + line($0, palette, paths) }
        let more = result.skipped.count - named.count
        return [head] + named + (more > 0 ? ["    and \(more) more; --format json names them all"] : [])
    }
}
