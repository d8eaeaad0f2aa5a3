/// What a diff says about a hunk.
public struct HunkText: Sendable {
    /// The text after the line numbers, on one line; nil for git's own, which is the line that begins the function.
    public let heading: String?
    /// Lines before the hunk. `git apply` accepts none.
    public let before: [String]

    public init(heading: String? = nil, before: [String] = []) {
        self.heading = heading
        self.before = before
    }
}
