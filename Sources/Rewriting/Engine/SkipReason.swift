import PythonSyntax
import SourceText

/// Why a whole file was skipped.
public enum SkipReason: Error, Sendable, Equatable {
    case unreadable(String)
    /// Larger than the limit for files that are not named.
    case tooLarge(String)
    /// Without a place if the whole file is at fault.
    case notText(SourceError, at: SourcePosition?)
    case notPython(SyntaxError, at: SourcePosition)
    case ignoredByComment

    /// A stable word for statistics.
    public var code: String {
        switch self {
        case .unreadable: "unreadable"
        case .tooLarge: "too-large"
        case .notText: "not-text"
        case .notPython(let error, _):
            switch error.kind {
            case .invalid: "syntax-error"
            case .python2: "python-2"
            case .tooDeep: "nested-too-deeply"
            }
        case .ignoredByComment: "ignore-file"
        }
    }

    public var message: String {
        switch self {
        case .unreadable(let why), .tooLarge(let why): why
        case .notText(let error, _): error.message
        case .notPython(let error, _): error.message
        case .ignoredByComment: "suppressed by '# redline: ignore-file'"
        }
    }

    /// True if the file's bytes could not be read: an error whether or not it was named.
    public var isUnreadable: Bool { if case .unreadable = self { true } else { false } }

    /// The place in the file, if there is one.
    public var position: SourcePosition? {
        switch self {
        case .notPython(_, let position): position
        case .notText(_, let position): position
        case .unreadable, .tooLarge, .ignoredByComment: nil
        }
    }
}
