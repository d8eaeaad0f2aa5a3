import SourceText

/// The repair of one finding: edits that are made together or not at all.
public struct Fix: Sendable {
    public let level: FixLevel
    /// Edits of the file the finding is in.
    public let edits: [TextEdit]
    /// Edits of other files of the project, by path.
    public let otherFiles: [String: [TextEdit]]
    /// What the fix may change beyond what every fix may.
    public let permissions: FixPermissions

    public init(
        _ level: FixLevel, edits: [TextEdit], otherFiles: [String: [TextEdit]] = [:], permissions: FixPermissions = []
    ) {
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
