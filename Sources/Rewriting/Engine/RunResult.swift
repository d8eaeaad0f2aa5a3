import FileSystem
import SourceText

/// What a run found and made. Everything is sorted by path and place: the same input gives the same result,
/// however many threads worked.
public struct RunResult: Sendable {
    /// The files that fixes changed.
    public var changes: [FileChange] = []
    /// Every finding of the run: fixed, refused, withdrawn or reported.
    public var findings: [LocatedFinding] = []
    public var skipped: [SkippedFile] = []
    /// What else is to be said, the listing's first.
    public var notices: [Notice] = []
    /// The changes codemod by codemod, each stage starting from the result of the one before: one commit each.
    public var stages: [Stage] = []
    public var filesRead = 0
    public var filesParsed = 0

    public init() {}

    /// True if something was not looked at that should have been: exit code 2.
    public var hasErrors: Bool {
        skipped.contains(where: \.isError) || notices.contains { $0.severity == .error }
    }
}

/// A file before and after the run.
public struct FileChange: Sendable {
    public let path: Path
    public let before: [UInt8]
    public let after: [UInt8]

    public init(path: Path, before: [UInt8], after: [UInt8]) {
        self.path = path
        self.before = before
        self.after = after
    }
}

/// One codemod's changes to all files.
public struct Stage: Sendable {
    public let codemod: CodemodDocument
    public let changes: [FileChange]
    public let fixes: [LocatedFinding]
}

public struct SkippedFile: Sendable {
    public let path: Path
    public let reason: SkipReason
    /// True if the file could not be read at all, or if the user named it and it is not Python 3.
    public let isError: Bool
}

/// A finding with its place in the file as it was before the run.
public struct LocatedFinding: Sendable {
    public enum Outcome: Sendable, Equatable {
        case fixed(FixLevel)
        /// There is a fix, of a level above the run's.
        case leftOut(FixLevel)
        case refused(Explanation)
        /// The fix failed the verification; nothing of it was kept.
        case withdrawn(String)
        case reported
    }

    public let identity: FindingIdentity
    /// Bytes of the original file.
    public let range: Range<Int>
    public let position: SourcePosition
    public let end: SourcePosition
    public let message: String
    public let outcome: Outcome
    public let evidence: [LocatedEvidence]
    /// 1 for the first of the findings that have the same identity, in text order.
    public internal(set) var ordinal = 1

    public var path: Path { identity.path }
    public var codemod: String { identity.codemod }
}

/// Evidence with its place in a file as it was before the run.
public struct LocatedEvidence: Sendable {
    public let path: Path
    public let position: SourcePosition
    public let label: String
}
