import CLibgit2
import FileSystem

/// A git operation that was refused or failed, in words for the user.
public struct GitError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case notARepository, unsupportedRepository, foreignOwner
        /// libgit2 cannot read the repository or its index.
        case unknownFormat
        case notFound, invalidName, checkedOut, branchExists, nestedBranch, symbolicBranch, raceLost, locked
        case noIdentity, invalidDate, badConfiguration, signingFailed, replacedObjects, unexpectedChange
        case shallow, unrelated
        /// In a partial clone.
        case missingObject
        case other
    }

    public let kind: Kind
    /// What happened.
    public let message: String
    /// What the user can do about it; nil if nothing.
    public let hint: String?

    init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// The same error with another hint.
    public func hinting(_ hint: String?) -> GitError { GitError(kind, message, hint: hint) }

    /// Turns a return code into an error. libgit2's message is thread-local and must be read at once.
    static func last(_ code: Int32, doing action: String) -> GitError {
        let detail = git_error_last().map { String(cString: $0.pointee.message) } ?? "code \(code)"
        let message = "\(action): \(detail)"
        switch code {
        case GIT_ENOTFOUND.rawValue: return GitError(.notFound, message)
        case GIT_EMODIFIED.rawValue: return GitError(.raceLost, message)
        case GIT_ELOCKED.rawValue: return GitError(.locked, message)
        case GIT_EINVALIDSPEC.rawValue: return GitError(.invalidName, message)
        default: return GitError(.other, message)
        }
    }
}

/// Throws the error of a return code.
func check(_ code: Int32, _ action: @autoclosure () -> String) throws(GitError) {
    guard code >= 0 else { throw GitError.last(code, doing: action()) }
}

extension GitError {
    /// A repository is needed and there is none.
    public static func notARepository(at path: Path) -> GitError {
        GitError(.notARepository, "\(path) is not in a git repository", hint: "git init, or use --in-place")
    }
}
