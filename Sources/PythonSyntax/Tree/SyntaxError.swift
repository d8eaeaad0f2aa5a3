import SourceText

/// Why and where a text is not Python.
public struct SyntaxError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case invalid
        /// Python 2, recognised by a construct that Python 3 does not have.
        case python2
        /// Possibly Python, but nested too deeply to be parsed.
        case tooDeep
    }

    public var kind: Kind
    /// What was expected or what is wrong, without the place.
    public var message: String
    /// Byte offset in the text.
    public var offset: Int

    public init(_ message: String, at offset: Int, kind: Kind = .invalid) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }
}
