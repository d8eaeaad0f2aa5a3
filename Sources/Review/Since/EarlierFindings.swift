import FileSystem
import Git
import Inputs
import Rewriting

/// The findings of a project at an earlier commit, by the same codemods with the same settings.
///
/// To be made before the run itself is prepared, so that the two are not in memory together.
public struct EarlierFindings: Sendable {
    public let revision: ComparedRevision
    let files: EarlierFiles
    let all: [LocatedFinding]
    /// About files that could not be looked at in that commit.
    let notices: [Notice]

    public init(at revision: ComparedRevision, _ files: EarlierFiles, by engine: Engine) {
        self.revision = revision
        self.files = files
        let look = engine.prepare(files).look()
        all = look.findings
        notices = look.skipped.filter { $0.reason.isUnreadable }.map { skip in
            let message = "cannot be read in \(revision.base.short), so all its findings count as new"
            return Notice(.error, "\(message): \(skip.reason.message)", path: skip.path)
        }
    }
}
