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
