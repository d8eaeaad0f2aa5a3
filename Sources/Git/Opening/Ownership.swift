import CLibgit2
import FileSystem
import Glibc

/// Whether a repository belongs to somebody whose configuration may be read: as in git since 2.35.2.
///
/// libgit2's own check is switched off, because it knows neither `safe.directory=*` nor the environment's configuration.
struct Ownership {
    /// A `.git` file that leads to the repository; nil if there is none.
    let link: Path?
    /// The root of the working tree; nil for a bare repository.
    let workTree: Path?
    let repository: Path

    /// Throws if the repository belongs to another user, and no `safe.directory` allows it.
    func check() throws(GitError) {
        let foreign = [link, workTree, repository].compactMap(\.self).first { !Self.isOwn($0) }
        guard foreign != nil else { return }
        let place = workTree ?? Path(repository.normalized.bytes)
        if try Self.isSafe(place) { return }
        throw GitError(
            .foreignOwner, "the repository at \(place) belongs to another user",
            hint: "if you trust it: git config --global --add safe.directory \(ShellCommand.word("\(place)"))")
    }

    private static func isOwn(_ path: Path) -> Bool {
        guard let owner = try? path.status(followingLinks: false).owner else { return false }
        return owner == user || geteuid() == 0 && owner == 0
    }

    /// Under sudo, the user who called it.
    private static let user: uid_t = {
        let user = geteuid()
        guard user == 0, let caller = ProcessEnvironment.value("SUDO_UID") else { return user }
        return uid_t(caller) ?? user
    }()

    /// An empty value takes back those before it.
    private static func isSafe(_ place: Path) throws(GitError) -> Bool {
        try protectedValues(of: "safe.directory").reduce(false) { isSafe, value in
            if value.isEmpty { return false }
            return isSafe || value == "*" || value.expandingHome == place
        }
    }

    /// From files that nobody else can have written.
    private static func protectedValues(of name: String) throws(GitError) -> [Path] {
        let name = ConfigurationValue.normalized(name)
        let values = try ConfigurationFiles.protected().withConfiguration(of: nil) { configuration throws(GitError) in
            try ConfigurationValue.read(from: configuration) { $0 == name }
        }
        return values.map { Path($0.bytes ?? []) }
    }

    /// Throws for a bare repository if only those that are named are to be used (`safe.bareRepository`).
    static func checkBare(_ repository: Path) throws(GitError) {
        guard try protectedValues(of: "safe.bareRepository").last == "explicit" else { return }
        throw GitError(
            .unsupportedRepository,
            "the bare repository at \(repository) is not used, because safe.bareRepository is 'explicit'",
            hint: "GIT_DIR=\(ShellCommand.word("\(repository)"))")
    }
}
