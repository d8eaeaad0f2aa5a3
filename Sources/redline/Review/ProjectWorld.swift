import FileSystem
import Git
import Review
import Web

/// The project of a review, for browsers.
struct ProjectWorld: ReviewWorld {
    private let subject: ReviewSubject
    private var stamps: FileStamps

    init(_ subject: ReviewSubject, _ session: ReviewSession) {
        self.subject = subject
        stamps = FileStamps(session, of: subject)
    }

    mutating func update(_ change: (inout DecisionsFile) -> Void) throws(ReviewFailure) -> DecisionsFile {
        try failing { try subject.update(change) }
    }

    func decisions() throws(ReviewFailure) -> DecisionsFile { try failing { try subject.decisions() } }

    func isOutdated(_ path: Path) -> Bool { stamps.isOutdated(path) }

    mutating func look() throws(ReviewFailure) -> ReviewScope {
        let scope = try failing { try subject.scope().scope }
        stamps = FileStamps(scope.proposals.all.map(\.path), of: subject)
        return scope
    }

    func plan(_ session: ReviewSession, branch: String) throws(ReviewFailure) -> CommitPreview {
        try failing { try subject.preview(session, branch: branch) }
    }

    func commit(branch: String) throws(ReviewFailure) -> [String] {
        try failing {
            let work = try subject.branchRun(branch)
            return work.report(try work.write())
        }
    }

    /// Errors in the words of the command line.
    private func failing<Result>(_ body: () throws -> Result) throws(ReviewFailure) -> Result {
        do { return try body() } catch { throw ReviewFailure(ReviewWork.text(of: error)) }
    }
}
