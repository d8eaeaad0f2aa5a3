import FileSystem
import SourceText

/// The repair of one finding: edits that are made together or not at all.
public struct Fix: Sendable {
    public let level: FixLevel
    /// Edits of the file the finding is in.
    public let edits: [TextEdit]
    /// Edits of other files of the project, by path.
    public let otherFiles: [Path: [TextEdit]]
    /// What the fix may change beyond what every fix may.
    public let permissions: FixPermissions
    /// Names that it defines at the top level of the file. Of two fixes that define the same one, the later waits for the
    /// next pass and finds it there.
    public let defines: Set<String>

    public init(
        _ level: FixLevel, edits: [TextEdit], otherFiles: [Path: [TextEdit]] = [:], permissions: FixPermissions = [],
        defines: Set<String> = []
    ) {
        self.defines = defines
        self.level = level
        self.edits = edits
        self.otherFiles = otherFiles
        self.permissions = permissions
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

/// Exceptions from what the engine verifies after every fix.
public struct FixPermissions: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// A comment may go.
    public static let removesComments = FixPermissions(rawValue: 1)
    /// A string literal may change or go.
    public static let changesStrings = FixPermissions(rawValue: 2)
}
