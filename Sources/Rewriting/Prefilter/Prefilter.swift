/// Byte strings of which a file must contain some to match at all, so that most files are never parsed.
///
/// It may let files through that have nothing to find; it must never hold one back that has.
public struct Prefilter: Sendable {
    /// The file must contain all the strings of at least one alternative.
    public let alternatives: [[Needle]]

    public init(anyOf alternatives: [[Needle]]) {
        self.alternatives = alternatives
    }

    /// Any one of these strings is enough.
    public init(_ needles: [Needle]) {
        self.init(anyOf: needles.map { [$0] })
    }
}
