import FileSystem

/// How a person in the current folder reads the paths of a run, so that terminals and editors find the files.
///
/// Diffs, JSON and commits name files as the repository does.
public struct PathDisplay: Sendable {
    private let root: Path?
    private let folder: Path?

    /// - Parameters:
    ///   - root: the folder that the run's paths are relative to; nil if there is none.
    ///   - folder: the current folder; nil if it is unknown. Both are absolute and without links.
    public init(root: Path?, folder: Path?) {
        self.root = root
        self.folder = folder
    }

    /// Shows each path as the repository names it.
    public static let unchanged = PathDisplay(root: nil, folder: nil)

    /// Relative to the current folder if it and the file are in one tree.
    public func shown(_ path: Path) -> Path {
        guard let root, let folder else { return path }
        return root.appending(path).reached(from: folder)
    }
}
