import CLibgit2
import FileSystem

/// The settings that decide about identities.
struct IdentitySettings: Sendable {
    private let values: [String: [UInt8]]
    /// No name or email address is guessed.
    let usesConfigurationOnly: Bool

    static let keys = ["author", "committer", "user"].flatMap { ["\($0).name", "\($0).email"] }

    init(_ values: [String: [UInt8]], usesConfigurationOnly: Bool = false) {
        self.values = values
        self.usesConfigurationOnly = usesConfigurationOnly
    }

    /// Nil if it is not set; the last one counts.
    subscript(_ key: String) -> [UInt8]? { values[key] }

    /// With any of the three, git guesses none, not even for the other role.
    var hasName: Bool { values.keys.contains { $0.hasSuffix(".name") } }
    var hasEmail: Bool { values.keys.contains { $0.hasSuffix(".email") } }
}

extension IdentitySettings {
    /// Throws where git rejects the configuration.
    init(of repository: Repository) throws(GitError) {
        var configuration: OpaquePointer?
        try check(git_repository_config_snapshot(&configuration, repository.handle), "cannot read git's configuration")
        defer { git_config_free(configuration) }
        var values: [String: [UInt8]] = [:]
        for key in Self.keys { values[key] = try Self.values(of: key, in: configuration).last ?? nil }
        let isExclusive = try Self.values(of: Self.exclusive, in: configuration).map { value throws(GitError) in
            try Self.truth(of: value)
        }
        self.init(values, usesConfigurationOnly: isExclusive.last ?? false)
    }

    private static let exclusive = "user.useConfigOnly"

    /// All values of a key, the one that counts last; nil for one without `=`, which only a boolean may lack.
    private static func values(of key: String, in configuration: OpaquePointer?) throws(GitError) -> [[UInt8]?] {
        var iterator: OpaquePointer?
        let code = git_config_multivar_iterator_new(&iterator, configuration, key, nil)
        if code == GIT_ENOTFOUND.rawValue { return [] }
        try check(code, "cannot read '\(key)' in git's configuration")
        defer { git_config_iterator_free(iterator) }
        var found: [[UInt8]?] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator) == 0, let entry {
            let value = entry.pointee.value.map { Path(cString: $0).bytes }
            guard value != nil || key == exclusive else {
                throw GitError(
                    .noIdentity, "'\(key)' has no value in git's configuration",
                    hint: "git config --edit, --global or not")
            }
            found.append(value)
        }
        return found
    }

    private static func truth(of value: [UInt8]?) throws(GitError) -> Bool {
        guard let value else { return true }
        var isTrue: Int32 = 0
        guard Path(value).withCString({ git_config_parse_bool(&isTrue, $0) }) >= 0 else {
            throw GitError(
                .noIdentity, "'\(exclusive)' is neither true nor false in git's configuration: '\(Path(value))'",
                hint: "git config \(exclusive) true")
        }
        return isTrue == 1
    }
}
