import FileSystem
import Rewriting
import SourceText

/// The message of a codemod's commit, in the form of the audits: what was wrong, what changed, which findings.
public enum CommitMessage {
    /// At most this many places are listed.
    private static let listedPlaces = 40

    /// The first line.
    public static func subject(of stage: Stage) -> String {
        let document = stage.codemod
        return document.commitSubject.isEmpty ? "Apply \(document.id)" : document.commitSubject
    }

    public static func text(of stage: Stage) -> String {
        let document = stage.codemod
        var places = stage.fixes.prefix(listedPlaces).map { fix in
            let review = fix.outcome == .fixed(.review) ? " (for review)" : ""
            return "- \(fix.path):\(fix.position.line): \(fix.message)\(review)"
        }
        if stage.fixes.count > listedPlaces { places.append("- and \(stage.fixes.count - listedPlaces) more") }
        var trailers = ["Redline-Codemod: \(document.id)"]
        trailers += document.auditFindings.map { "Redline-Finding: \($0)" }
        return """
            \(subject(of: stage))

            \(document.summary)
            Changed in \(stage.changes.count.counted("file")):

            \(places.joined(separator: "\n"))

            \(trailers.joined(separator: "\n"))

            """
    }
}
