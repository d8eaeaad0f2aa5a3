/// A part of a file that a fix changes.
public struct FixEdit: Sendable, Hashable {
    public let fix: FixPlace
    /// Bytes of the file before the run; empty for an insertion.
    public let range: Range<Int>
}
