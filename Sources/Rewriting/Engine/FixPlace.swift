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

    public static func < (left: FixPlace, right: FixPlace) -> Bool {
        (left.path, left.offset, left.codemod) < (right.path, right.offset, right.codemod)
    }
}
