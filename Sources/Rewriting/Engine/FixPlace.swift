import FileSystem

/// Identifies a fix in runs of the same files, whichever other fixes they make: its codemod, and where its finding starts in the
/// original file.
public struct FixPlace: Hashable, Sendable, Comparable {
    public let codemod: String
    public let path: Path
    /// In bytes.
    public let offset: Int

    public init(codemod: String, path: Path, offset: Int) {
        self.codemod = codemod
        self.path = path
        self.offset = offset
    }

    /// Where the fix of a finding is, if it has one of its own.
    public init(_ finding: LocatedFinding) {
        self.init(codemod: finding.codemod, path: finding.path, offset: finding.range.lowerBound)
    }

    public static func < (left: FixPlace, right: FixPlace) -> Bool {
        (left.path, left.offset, left.codemod) < (right.path, right.offset, right.codemod)
    }
}
