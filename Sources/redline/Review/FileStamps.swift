import FileSystem
import Review

/// The files of a review as they were when their fixes were worked out.
struct FileStamps {
    private let subject: ReviewSubject
    private let stamps: [Path: FileStamp]

    init(_ session: ReviewSession, of subject: ReviewSubject) {
        self.subject = subject
        let paths = Set(session.items.map(\.proposal.path))
        stamps = Dictionary(
            uniqueKeysWithValues: paths.compactMap { path in Self.stamp(path, subject).map { (path, $0) } })
    }

    /// True if the file of the fix that is decided on has been changed, or is gone. A commit does not change.
    func isOutdated(_ session: ReviewSession) -> Bool {
        guard subject.rev == nil, session.items.indices.contains(session.current) else { return false }
        let path = session.items[session.current].proposal.path
        return Self.stamp(path, subject) != stamps[path]
    }

    private static func stamp(_ path: Path, _ subject: ReviewSubject) -> FileStamp? {
        try? subject.file(path).status(followingLinks: true).stamp
    }
}
