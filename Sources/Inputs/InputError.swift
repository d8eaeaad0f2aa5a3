/// Why a run cannot start or cannot write: a path that does not exist, files that must not be changed.
public struct InputError: Error, Sendable {
    public let message: String
    /// One line for each file or place concerned.
    public let details: [String]
    public let hint: String?

    public init(_ message: String, details: [String] = [], hint: String? = nil) {
        self.message = message
        self.details = details
        self.hint = hint
    }
}
