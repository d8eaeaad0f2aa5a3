import FileSystem
import Rewriting
import SourceText

/// The message of a codemod's commit: what changed, and what was wrong at which places.
public enum CommitMessage {
    /// At most this many places are listed.
    private static let listedPlaces = 40
    /// Lines of prose: git indents a message by four columns in one of 80.
    private static let width = 72

    /// The first line.
    public static func subject(of stage: Stage) -> String {
        let document = stage.codemod
        return document.commitSubject.isEmpty ? "Apply \(document.id)" : document.commitSubject
    }

    public static func text(of stage: Stage) -> String {
        let document = stage.codemod
        let files = Set(stage.fixes.map(\.path)).count
        let fixes = stage.fixes.sorted {
            ($0.path, $0.position, $0.message) < ($1.path, $1.position, $1.message)
        }
        var places = fixes.prefix(listedPlaces).map(line)
        if fixes.count > listedPlaces { places.append("- and \(fixes.count - listedPlaces) more") }
        return """
            \(subject(of: stage))

            \(wrapped(document.summary))

            \(fixes.count.counted("place")) in \(files.counted("file")), with line numbers from before the fixes:

            \(places.joined(separator: "\n"))

            Redline-Codemod: \(document.id)
            Redline-Version: \(ProgramVersion.current)

            """
    }

    /// The message of the commit with comments for places that people have decided to ignore, each with their reason.
    public static func text(ignoring places: [(finding: LocatedFinding, reason: String?)]) -> String {
        var lines = places.prefix(listedPlaces).map { place in
            line(place.finding, place.reason.map { ": " + $0 } ?? "")
        }
        if places.count > listedPlaces { lines.append("- and \(places.count - listedPlaces) more") }
        return """
            \(subject(ignoring: places.count))

            \(wrapped("Somebody has looked at them and decided that they stay. The comments keep Redline from reporting them again."))

            \(lines.joined(separator: "\n"))

            Redline-Version: \(ProgramVersion.current)

            """
    }

    /// - Parameter count: of findings.
    public static func subject(ignoring count: Int) -> String { "Ignore \(count.counted("reviewed finding"))" }

    private static func line(_ finding: LocatedFinding, _ reason: String) -> String {
        let scope = finding.identity.scope.isEmpty ? "" : " in \(finding.identity.scope)"
        let place = "\(finding.path):\(finding.position.line)\(scope)"
        return TerminalText.escaped("- \(place): \(finding.codemod)\(reason)")
    }

    /// `- app/a.py:12 in Reports.write (review): 'f' is never closed`
    private static func line(of fix: LocatedFinding) -> String {
        let scope = fix.identity.scope.isEmpty ? "" : " in \(fix.identity.scope)"
        let review = fix.outcome == .fixed(.review) ? " (review)" : ""
        return TerminalText.escaped("- \(fix.path):\(fix.position.line)\(scope)\(review): \(fix.message)")
    }

    private static func wrapped(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines.joined(separator: "\n")
    }
}
