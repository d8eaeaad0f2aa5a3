import FileSystem
import SourceText

/// The findings and changes of a run. Everything is sorted by path and place: the same input gives the same result,
/// whatever the number of threads.
public struct RunResult: Sendable {
    /// The files that fixes changed.
    public var changes: [FileChange] = []
    /// Every finding of the run: fixed, refused, withdrawn or reported.
    public var findings: [LocatedFinding] = []
    /// What comments suppress in files that are not ignored as a whole.
    public var suppressed: [SuppressedFinding] = []
    public var skipped: [SkippedFile] = []
    /// Other things to report; those about the listing come first.
    public var notices: [Notice] = []
    /// The changes of each codemod, one commit each. Every stage starts from the result of the previous one.
    public var stages: [Stage] = []
    public var filesRead = 0
    public var filesParsed = 0
    /// The highest level of fixes that the run makes.
    public var level = FixLevel.review
    /// Set if the run leaves out what was there at an earlier commit.
    public var since: Since?

    public init() {}

    /// What a run was compared with, and how much it leaves out for that.
    public struct Since: Sendable, Equatable {
        /// As the user named it.
        public let revision: String
        /// The merge base, 40 hexadecimal digits.
        public let commit: String
        /// Number of findings that were there.
        public let known: Int
        /// Number of new findings in lines that have not changed; nil if those are not left out.
        public let inUnchangedLines: Int?

        public init(revision: String, commit: String, known: Int, inUnchangedLines: Int?) {
            self.revision = revision
            self.commit = commit
            self.known = known
            self.inUnchangedLines = inUnchangedLines
        }
    }

    /// True if something could not be looked at: exit code 2.
    public var hasErrors: Bool {
        skipped.contains(where: \.isError) || notices.contains { $0.severity == .error }
    }
}

/// A file before and after the run.
public struct FileChange: Sendable {
    public let path: Path
    public let before: [UInt8]
    public let after: [UInt8]
    /// What fixes wanted to change, in no order. Only those of the run's findings were made.
    public let edits: [FixEdit]

    public init(path: Path, before: [UInt8], after: [UInt8], edits: [FixEdit] = []) {
        self.edits = edits
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

    /// The same fixes with other changes, after somebody has edited them.
    public func replacing(_ changes: [FileChange]) -> Stage {
        Stage(codemod: codemod, changes: changes, fixes: fixes)
    }
}

/// A file that was not looked at, and why.
public struct SkippedFile: Sendable {
    public let path: Path
    public let reason: SkipReason
    /// True if the file could not be read, or if the user named it and it is not valid Python 3.
    public let isError: Bool
}

/// A finding with its place in the file as it was before the run.
public struct LocatedFinding: Sendable {
    public enum Outcome: Sendable, Equatable {
        case fixed(FixLevel)
        /// There is a fix that the run is not to make: its level is above the run's, or it was not chosen.
        case leftOut(FixLevel)
        case refused(Explanation)
        /// The fix failed the verification; no part of it was applied.
        case withdrawn(String)
        case reported
    }

    public let identity: FindingIdentity
    /// In the original file.
    public let span: TextSpan
    public let message: String
    public let outcome: Outcome
    public let evidence: [LocatedEvidence]
    /// 1 for the first finding with its identity, in text order.
    public internal(set) var ordinal = 1
    /// The fix that repairs it, which may be that of another finding; nil if none does.
    public internal(set) var fix: FixPlace?

    public var path: Path { identity.path }
    public var codemod: String { identity.codemod }
    /// Bytes of the original file.
    public var range: Range<Int> { span.range }
    public var position: SourcePosition { span.start.position }
    public var end: SourcePosition { span.end.position }
}

/// A finding that a comment in the source suppresses.
public struct SuppressedFinding: Sendable {
    /// Left out if there is a fix for it.
    public internal(set) var finding: LocatedFinding
    /// As in the source: `# redline: ignore[context-managed-files] closed by the caller`.
    public let comment: String
}

/// Evidence with its place in a file as it was before the run.
public struct LocatedEvidence: Sendable {
    public let path: Path
    public let span: TextSpan
    public let label: String

    public var position: SourcePosition { span.start.position }
}
