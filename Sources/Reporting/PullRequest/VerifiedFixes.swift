import FileSystem
import Rewriting

/// What a project's own tests have shown about the fixes of a branch.
public struct VerifiedFixes: Sendable {
    /// As the user gave it.
    public let command: String
    /// Number of fixes that were tried.
    public let total: Int
    /// Those with which the command fails: they are not on the branch.
    public let failed: [LocatedFinding]
    /// Files in which the command does not notice an error.
    public let notExercised: Set<Path>
    public let seconds: Double?

    public init(
        command: String, total: Int, failed: [LocatedFinding] = [], notExercised: Set<Path> = [], seconds: Double? = nil
    ) {
        (self.command, self.total, self.failed) = (command, total, failed)
        (self.notExercised, self.seconds) = (notExercised, seconds)
    }

    var line: String {
        let time = seconds.map { " (\(Int($0.rounded())) s)" } ?? ""
        let command = MarkdownText.code(command)
        let kept = total - failed.count
        if failed.isEmpty {
            return "Verified: \(command) passes with all \(total.counted("fix", plural: "fixes"))\(time)."
        }
        return
            "Verified: \(command) passes with \(kept) of \(total.counted("fix", plural: "fixes"))\(time); the others are not made."
    }
}
