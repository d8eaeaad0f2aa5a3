import FileSystem
import Glibc

/// Everything that decides about an identity, in git's order: `GIT_AUTHOR_NAME` and the like, the configuration, the
/// variable `EMAIL`, the machine.
struct IdentitySources: Sendable {
    /// Only those of `variables`.
    let environment: [String: [UInt8]]
    let settings: IdentitySettings
    let machine: IdentityMachine
    let clock: LocalClock

    static let variables =
        ["AUTHOR", "COMMITTER"].flatMap { role in ["NAME", "EMAIL", "DATE"].map { "GIT_\(role)_\($0)" } } + ["EMAIL"]

    static var processEnvironment: [String: [UInt8]] {
        var values: [String: [UInt8]] = [:]
        for variable in variables { values[variable] = getenv(variable).map { Path(cString: $0).bytes } }
        return values
    }

    func identity(_ role: Identity.Role) throws(GitError) -> Identity {
        let email = try email(role)
        let name = try name(role, email)
        return Identity(
            name: try IdentityText.written(name.bytes, from: name.source),
            email: try IdentityText.written(email.bytes, from: email.source), date: try date(role))
    }

    /// A value, and where it is from: for messages.
    private struct Value {
        let bytes: [UInt8]
        let source: String
    }

    // MARK: Email

    private func email(_ role: Identity.Role) throws(GitError) -> Value {
        if let value = given("GIT_\(role.rawValue)_EMAIL", "\(role.section).email") { return value }
        if settings.hasEmail { return Value(bytes: settings["user.email"] ?? [], source: "user.email") }
        guard !settings.usesConfigurationOnly else {
            throw unknown("no email address is configured, and user.useConfigOnly forbids guessing one", "email")
        }
        if let value = environment["EMAIL"], !value.isEmpty { return Value(bytes: value, source: "EMAIL") }
        let account = machine.account()
        let (host, isGuessed) = machine.mailHost()
        let address = (account?.login ?? Array("unknown".utf8)) + [0x40] + host
        guard account != nil, !isGuessed else {
            throw unknown("git has no email address for the commits (it would guess '\(Path(address))')", "email")
        }
        return Value(bytes: address, source: "the email address of this machine")
    }

    // MARK: Name

    private func name(_ role: Identity.Role, _ email: Value) throws(GitError) -> Value {
        let value = try givenName(role)
        guard !value.bytes.isEmpty else {
            throw GitError(
                .noIdentity, "\(value.source) is empty: git refuses an empty name (for <\(Path(email.bytes))>)",
                hint: hint(value.source))
        }
        guard value.bytes.contains(where: { !IdentityText.isCrud($0) }) else {
            throw GitError(
                .noIdentity, "\(value.source) consists only of characters that git strips: '\(Path(value.bytes))'",
                hint: hint(value.source))
        }
        return value
    }

    private func givenName(_ role: Identity.Role) throws(GitError) -> Value {
        if let value = given("GIT_\(role.rawValue)_NAME", "\(role.section).name") { return value }
        if settings.hasName { return Value(bytes: settings["user.name"] ?? [], source: "user.name") }
        guard !settings.usesConfigurationOnly else {
            throw unknown("no name is configured, and user.useConfigOnly forbids guessing one", "name")
        }
        guard let account = machine.account() else { throw unknown("git has no name for the commits", "name") }
        return Value(bytes: IdentityText.trimmed(account.fullName), source: "the full name of this user")
    }

    /// A variable counts even if it is empty, a setting of the role does not.
    private func given(_ variable: String, _ setting: String) -> Value? {
        if let value = environment[variable] { return Value(bytes: value, source: variable) }
        if let value = settings[setting], !value.isEmpty { return Value(bytes: value, source: setting) }
        return nil
    }

    private func hint(_ source: String) -> String {
        source.hasPrefix("GIT_") ? "unset \(source), or set it to a name" : advice("name")
    }

    private func unknown(_ message: String, _ key: String) -> GitError {
        GitError(.noIdentity, message, hint: advice(key))
    }

    /// Whoever has configured neither needs both.
    private func advice(_ key: String) -> String {
        let keys = settings.hasName || settings.hasEmail ? [key] : ["name", "email"]
        return keys.map { "git config --global user.\($0) \($0 == "name" ? "\"Your Name\"" : "you@example.com")" }
            .joined(separator: "; ")
    }

    // MARK: Date

    private func date(_ role: Identity.Role) throws(GitError) -> CommitDate {
        let variable = "GIT_\(role.rawValue)_DATE"
        guard let text = environment[variable], !text.isEmpty else { return clock.date }
        guard let date = CommitDate(parsing: text, clock) else {
            throw GitError(
                .invalidDate, "\(variable) is not a date that Redline reads: '\(Path(text))'",
                hint: "\(variable)='2026-04-07T22:13:13 +0200', or unset it")
        }
        return date
    }
}
