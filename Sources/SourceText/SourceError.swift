/// Why a file's bytes are not Python source text.
public struct SourceError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case tooLarge(Int)
        case invalidUTF8
        case unknownEncoding(String)
        case undecodable(String)
        case markContradictsCookie(String)
    }

    public let kind: Kind
    /// Byte offset in the file.
    public let offset: Int

    init(_ kind: Kind, offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    public var message: String {
        switch kind {
        case .tooLarge(let size): "the file has \(size) bytes; the limit is \(SourceText.maximumSize)"
        case .invalidUTF8: "not UTF-8, and no encoding is declared; add a line such as '# -*- coding: latin-1 -*-'"
        case .unknownEncoding(let name): "the declared encoding '\(name)' is unknown"
        case .undecodable(let name): "the bytes are not valid in the declared encoding '\(name)'"
        case .markContradictsCookie(let name): "a UTF-8 byte order mark, but the encoding '\(name)' is declared"
        }
    }
}
