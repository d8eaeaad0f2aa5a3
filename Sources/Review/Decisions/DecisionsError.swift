import FileSystem

/// Why the decisions cannot be read or written.
public struct DecisionsError: Error, Sendable, Equatable {
    public let file: Path
    /// The first is 1; nil for the file as a whole.
    public let line: Int?
    public let message: String
    public let hint: String?

    init(_ file: Path, line: Int? = nil, _ message: String, hint: String? = nil) {
        self.file = file
        self.line = line
        self.message = message
        self.hint = hint
    }

    /// `.redline/decisions.jsonl:3: …`
    public var text: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
