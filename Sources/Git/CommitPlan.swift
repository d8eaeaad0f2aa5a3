import FileSystem

/// A commit to create: its message and the files that it changes.
public struct CommitPlan: Sendable {
    public struct File: Sendable {
        public let path: Path
        public let bytes: [UInt8]

        public init(path: Path, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    public let message: String
    public let files: [File]

    /// The first line of the message.
    public var subject: String { message.split(separator: "\n").first.map(String.init) ?? "" }

    public init(message: String, files: [File]) {
        self.message = message
        self.files = files
    }
}

/// A commit that was written to the object database.
public struct WrittenCommit: Sendable {
    public let id: ObjectID
    public let subject: String
    public let paths: [Path]
}
