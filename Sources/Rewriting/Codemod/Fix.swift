import FileSystem
import SourceText

/// The repair of one finding: edits that are applied together or not at all.
public struct Fix: Sendable {
    public let level: FixLevel
    /// Edits of the file that contains the finding.
    public let edits: [TextEdit]
    /// Edits of other files of the project, by path.
    public let otherFiles: [Path: [TextEdit]]
    /// Names at the top level of the file that it defines or stops using. Of two fixes with the same name, the later one
    /// waits for the next pass and finds it defined, or its last use gone.
    public let defines: Set<String>
    /// Comments of the finding's file that speak of code which the edits delete, each with its number sign, and lines of
    /// docstrings that do. Every other comment and string has to stay.
    public let removedComments: [Range<Int>]
    /// The places of other findings of the same codemod and file that its edits repair too. It is made only if all of
    /// them may be fixed.
    public let alsoRepairs: [Range<Int>]

    public init(
        _ level: FixLevel, edits: [TextEdit], otherFiles: [Path: [TextEdit]] = [:], defines: Set<String> = [],
        removedComments: [Range<Int>] = [], alsoRepairs: [Range<Int>] = []
    ) {
        self.removedComments = removedComments
        self.defines = defines
        self.alsoRepairs = alsoRepairs
        self.level = level
        self.edits = edits
        self.otherFiles = otherFiles
    }

    /// The edits of blocks in the finding's file.
    public init(_ level: FixLevel, _ editor: BlockEditor, alsoRepairs: [Range<Int>] = []) {
        self.init(level, edits: editor.edits, removedComments: editor.removedComments, alsoRepairs: alsoRepairs)
    }

    /// The same edits, found at another of the places that they repair.
    public func repairing(_ others: [Range<Int>]) -> Fix {
        Fix(
            level, edits: edits, otherFiles: otherFiles, defines: defines, removedComments: removedComments,
            alsoRepairs: others)
    }
}

/// How certain a fix is.
public enum FixLevel: String, Sendable, CaseIterable {
    /// Keeps the behaviour except for the defect.
    case safe
    /// A person should review it.
    case review

    /// True if a run of this level makes fixes of the given one: `review` includes `safe`.
    public func includes(_ level: FixLevel) -> Bool { self == .review || level == .safe }
}
