/// The encoding a Python file is written in, by PEP 263.
public enum SourceEncoding: Sendable, Equatable {
    case utf8
    /// The name in the cookie, normalised to lower case with hyphens.
    case other(String)
}
