import FileSystem
import Review

/// What a review in the browser needs of the project: its files, its decisions, its repository.
public protocol ReviewWorld {
    /// Reads the decisions anew, changes them, and keeps them, while no other process does.
    mutating func update(_ change: (inout DecisionsFile) -> Void) throws(ReviewFailure) -> DecisionsFile
    func decisions() throws(ReviewFailure) -> DecisionsFile
    /// True if a file has changed since the last look.
    func isOutdated(_ path: Path) -> Bool
    /// Looks at the files again.
    mutating func look() throws(ReviewFailure) -> ReviewScope
    /// What a commit of the accepted fixes would be.
    func plan(_ session: ReviewSession, branch: String) throws(ReviewFailure) -> CommitPreview
    /// Writes it. Returns what to say about it, as the command line does; nothing if there was nothing to commit.
    func commit(branch: String) throws(ReviewFailure) -> [String]
}

/// Why something could not be done, in one line.
public struct ReviewFailure: Error, Sendable, Equatable {
    public let message: String

    public init(_ message: String) { self.message = message }
}
