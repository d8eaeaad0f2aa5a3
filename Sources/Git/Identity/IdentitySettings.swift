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
        var values: [String: [UInt8]] = [:]
        for value in try repository.configurationValues(of: Set(Self.keys)) { values[value.name] = try value.text() }
        self.init(values, usesConfigurationOnly: try repository.boolean("user.useConfigOnly") ?? false)
    }
}
