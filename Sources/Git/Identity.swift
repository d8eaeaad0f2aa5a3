import CLibgit2
import Glibc

/// The author or committer of a commit, found as git finds it.
struct Identity: Sendable, Equatable {
    let name: String
    let email: String
    /// Seconds since 1970, and minutes east of UTC.
    let time: Int64
    let offset: Int32

    enum Role: String {
        case author = "AUTHOR"
        case committer = "COMMITTER"
    }

    /// From `GIT_AUTHOR_NAME` and the like, then from git's configuration.
    static func current(_ role: Role, in repository: Repository) throws(GitError) -> Identity {
        let configured = configured(in: repository)
        let name = variable("GIT_\(role.rawValue)_NAME") ?? configured?.name
        let email = variable("GIT_\(role.rawValue)_EMAIL") ?? configured?.email ?? variable("EMAIL")
        guard let name, let email, !name.isEmpty, !email.isEmpty else {
            throw GitError(
                .noIdentity, "git has no name and email address for the commits",
                hint: "git config --global user.name \"Your Name\"; git config --global user.email you@example.com")
        }
        let date = variable("GIT_\(role.rawValue)_DATE").flatMap(parse)
        var now = Glibc.time(nil)
        var local = tm()
        localtime_r(&now, &local)
        let offset = Int32(local.tm_gmtoff / 60)
        return Identity(name: name, email: email, time: date?.0 ?? Int64(now), offset: date?.1 ?? offset)
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func configured(in repository: Repository) -> (name: String, email: String)? {
        var signature: UnsafeMutablePointer<git_signature>?
        guard git_signature_default(&signature, repository.handle) >= 0, let signature else { return nil }
        defer { git_signature_free(signature) }
        return (String(cString: signature.pointee.name), String(cString: signature.pointee.email))
    }

    /// Git's internal format, `1700000000 +0100`, with or without `@`.
    private static func parse(_ text: String) -> (Int64, Int32)? {
        guard let match = text.wholeMatch(of: /@?(\d+)(?: ([+-])(\d\d)(\d\d))?/), let seconds = Int64(match.1) else {
            return nil
        }
        guard let hours = match.3.flatMap({ Int32($0) }), let minutes = match.4.flatMap({ Int32($0) }) else {
            return (seconds, 0)
        }
        return (seconds, (match.2 == "-" ? -1 : 1) * (hours * 60 + minutes))
    }

    /// Passes the identity to a body as a libgit2 signature.
    func withSignature<Result>(
        _ body: (UnsafePointer<git_signature>) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        var signature: UnsafeMutablePointer<git_signature>?
        try check(
            git_signature_new(&signature, name, email, time, offset), "the identity '\(name) <\(email)>' is unusable")
        defer { git_signature_free(signature) }
        guard let signature else { throw GitError(.other, "no signature was made") }
        return try body(signature)
    }
}
