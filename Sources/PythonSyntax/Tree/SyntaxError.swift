import SourceText

/// Why a text is not Python, and where.
public struct SyntaxError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case invalid
        /// Python 2, told from a construct that Python 3 does not have.
        case python2
        /// Python, perhaps, but nested deeper than is read.
        case tooDeep
    }

    public var kind: Kind
    /// What was expected or what is wrong, without a place.
    public var message: String
    /// Byte offset in the text.
    public var offset: Int

    public init(_ message: String, at offset: Int, kind: Kind = .invalid) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }
}
