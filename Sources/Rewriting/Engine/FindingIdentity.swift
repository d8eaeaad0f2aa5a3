import FileSystem

/// Identifies a finding in other versions of its file: contains no line number, no time, and nothing about the run.
///
/// Findings of one file with equal identities are distinguished by their order.
public struct FindingIdentity: Hashable, Sendable {
    public let codemod: String
    public let path: Path
    /// The classes and functions around the finding, joined by dots; empty at the top level.
    public let scope: String
    /// A digest (FNV-1a, 64 bits) of the finding's statement, or of the header of a compound statement, without
    /// indentation and with LF line endings: moving and re-indenting code does not change it, any other change does.
    public let statement: UInt64

    /// The identity of a finding at an offset of a file.
    init(codemod: String, path: Path, offset: Int, in index: StatementIndex) {
        self.codemod = codemod
        self.path = path
        (scope, statement) = index.summary(at: offset)
    }
}
