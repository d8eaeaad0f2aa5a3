import FileSystem
import Review

/// The files of a review as they were when their fixes were worked out.
struct FileStamps {
    private let subject: ReviewSubject
    private let stamps: [Path: FileStamp]

    init(_ session: ReviewSession, of subject: ReviewSubject) {
        self.init(session.items.map(\.proposal.path), of: subject)
    }

    init(_ paths: [Path], of subject: ReviewSubject) {
        self.subject = subject
        stamps = Dictionary(
            uniqueKeysWithValues: Set(paths).compactMap { path in Self.stamp(path, subject).map { (path, $0) } })
    }

    /// True if the file of the fix that is decided on has been changed, or is gone. A commit does not change.
    func isOutdated(_ session: ReviewSession) -> Bool {
        guard session.items.indices.contains(session.current) else { return false }
        return isOutdated(session.items[session.current].proposal.path)
    }

    func isOutdated(_ path: Path) -> Bool { subject.rev == nil && Self.stamp(path, subject) != stamps[path] }

    private static func stamp(_ path: Path, _ subject: ReviewSubject) -> FileStamp? {
        try? subject.file(path).status(followingLinks: true).stamp
    }
}
