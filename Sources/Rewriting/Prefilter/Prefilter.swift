/// Byte strings that a file must contain for a codemod to find anything, so that most files are never parsed.
///
/// It may admit files without findings; it must never reject a file that has one.
public struct Prefilter: Sendable {
    /// The file must contain all strings of at least one alternative.
    public let alternatives: [[Needle]]

    public init(anyOf alternatives: [[Needle]]) {
        self.alternatives = alternatives
    }

    /// Any one of these strings is enough.
    public init(_ needles: [Needle]) {
        self.init(anyOf: needles.map { [$0] })
    }
}
