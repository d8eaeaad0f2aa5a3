/// Why a found place has no fix. The code is stable: people search for it, and CI counts it.
public struct RefusalReason: Sendable, Hashable {
    /// In kebab-case, e.g. `handle-returned`.
    public let code: String
    /// One clause that a message can go on with: "the handle is returned".
    public let explanation: String

    public init(_ code: String, _ explanation: String) {
        self.code = code
        self.explanation = explanation
    }
}
