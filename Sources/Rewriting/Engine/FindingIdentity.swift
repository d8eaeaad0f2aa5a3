import FileSystem

/// What a finding is recognised by in another version of its file: no line, no time, nothing of the run.
///
/// Findings of one file with equal identities are told apart by their order.
public struct FindingIdentity: Hashable, Sendable {
    public let codemod: String
    public let path: Path
    /// The classes and functions around the finding, joined by dots; empty at the top level.
    public let scope: String
    /// A digest (FNV-1a, 64 bits) of the statement of the finding, of compound statements the header, without its indentation and with LF
    /// at line ends: moving and re-indenting code changes nothing, any other change does.
    public let statement: UInt64

    /// The identity of a finding at an offset of a file.
    init(codemod: String, path: Path, offset: Int, in index: StatementIndex) {
        self.codemod = codemod
        self.path = path
        (scope, statement) = index.summary(at: offset)
    }
}
