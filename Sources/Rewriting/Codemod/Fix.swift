import FileSystem
import SourceText

/// The repair of one finding: edits that are made together or not at all.
public struct Fix: Sendable {
    public let level: FixLevel
    /// Edits of the file the finding is in.
    public let edits: [TextEdit]
    /// Edits of other files of the project, by path.
    public let otherFiles: [Path: [TextEdit]]
    /// Names that it defines at the top level of the file. Of two fixes that define the same one, the later waits for the
    /// next pass and finds it there.
    public let defines: Set<String>

    public init(
        _ level: FixLevel, edits: [TextEdit], otherFiles: [Path: [TextEdit]] = [:], defines: Set<String> = []
    ) {
        self.defines = defines
        self.level = level
        self.edits = edits
        self.otherFiles = otherFiles
    }
}

/// How sure a fix is.
public enum FixLevel: String, Sendable, CaseIterable {
    /// Behaviour is kept but for the defect.
    case safe
    /// A person should look.
    case review

    /// True for fixes that a run of this level makes: `review` includes `safe`.
    public func includes(_ level: FixLevel) -> Bool { self == .review || level == .safe }
}
