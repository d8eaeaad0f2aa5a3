import CLibgit2
import FileSystem

/// The author or committer of a commit, and when. Bytes, because git writes a name as it got it.
struct Identity: Sendable, Equatable {
    enum Role: String, Sendable {
        case author = "AUTHOR"
        case committer = "COMMITTER"

        /// As a section of git's configuration.
        var section: String { self == .author ? "author" : "committer" }
    }

    let name: [UInt8]
    let email: [UInt8]
    let date: CommitDate

    /// As in a commit: `Ada <ada@example.com> 1700000000 +0100`.
    var line: [UInt8] { name + Array(" <".utf8) + email + Array("> \(date)".utf8) }

    /// Passes the identity to a body as a libgit2 signature.
    ///
    /// Put together here: `git_signature_new` refuses the empty email addresses that git takes.
    func withSignature<Result>(_ body: (UnsafePointer<git_signature>) -> Result) -> Result {
        Path(name).withCString { name in
            Path(email).withCString { email in
                let when = git_time(
                    time: date.seconds, offset: date.offset, sign: CChar(bitPattern: date.offset < 0 ? 0x2D : 0x2B))
                var signature = git_signature(
                    name: UnsafeMutablePointer(mutating: name), email: UnsafeMutablePointer(mutating: email), when: when
                )
                return body(&signature)
            }
        }
    }
}

/// Who writes the commits of a run, and when: read once, before the work begins.
public struct Identities: Sendable {
    let author: Identity
    let committer: Identity
}

extension Repository {
    /// The author and committer of commits made now, from all of git's sources: environment, configuration, and the
    /// machine's list of users.
    ///
    /// Throws where git would not commit, for example if it cannot tell the name or read `GIT_AUTHOR_DATE`.
    public func identities() throws(GitError) -> Identities {
        let sources = IdentitySources(
            environment: IdentitySources.processEnvironment, settings: try IdentitySettings(of: self), machine: .this,
            clock: .system)
        return Identities(author: try sources.identity(.author), committer: try sources.identity(.committer))
    }
}
