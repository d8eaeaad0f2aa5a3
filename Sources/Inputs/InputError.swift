/// Why a run cannot begin: a path that is not there, a list that cannot be read.
public struct InputError: Error, Sendable {
    public let message: String
    public let hint: String?

    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
