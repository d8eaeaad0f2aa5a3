import CLibgit2
import FileSystem

/// One line of git's configuration.
struct ConfigurationValue: Sendable {
    /// In the form `section.subsection.name`, with section and name in lower case.
    let name: String
    /// Nil for a name without a value, which is true as a boolean and an error as anything else.
    let bytes: [UInt8]?
}

extension ConfigurationValue {
    /// All values of the names that a test accepts, in the order in which git reads them: the last one counts.
    static func read(
        from configuration: OpaquePointer, where isWanted: (String) -> Bool
    ) throws(GitError) -> [ConfigurationValue] {
        var iterator: OpaquePointer?
        try check(git_config_iterator_new(&iterator, configuration), "cannot read git's configuration")
        defer { git_config_iterator_free(iterator) }
        var values: [ConfigurationValue] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator) == 0, let found = entry?.pointee {
            let name = String(cString: found.name)
            guard isWanted(name) else { continue }
            values.append(ConfigurationValue(name: name, bytes: found.value.map { Path(cString: $0).bytes }))
        }
        return values
    }
}

extension Repository {
    /// All values of the names that a test accepts, in the order in which git reads them: the last one counts.
    func configurationValues(where isWanted: (String) -> Bool) throws(GitError) -> [ConfigurationValue] {
        var configuration: OpaquePointer?
        try check(git_repository_config_snapshot(&configuration, handle), "cannot read git's configuration")
        defer { git_config_free(configuration) }
        guard let configuration else { return [] }
        return try ConfigurationValue.read(from: configuration, where: isWanted)
    }

    /// The same for some names.
    func configurationValues(of names: Set<String>) throws(GitError) -> [ConfigurationValue] {
        let names = Set(names.map(ConfigurationValue.normalized))
        return try configurationValues(where: names.contains)
    }

    /// A boolean of git's configuration; nil if it is unset. Like git, throws if any of its values is not a boolean, even one
    /// that a later value overrides.
    func boolean(_ name: String) throws(GitError) -> Bool? {
        var last: Bool?
        for value in try configurationValues(of: [name]) { last = try value.boolean() }
        return last
    }

    /// A value of git's configuration; nil if it is unset. Throws if there is a name without a value.
    func value(_ name: String) throws(GitError) -> [UInt8]? {
        var last: [UInt8]?
        for value in try configurationValues(of: [name]) { last = try value.text() }
        return last
    }

    /// The same as text. Bytes that are not UTF-8 are replaced.
    func text(_ name: String) throws(GitError) -> String? {
        try value(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as a path, where `~/` stands for the home folder.
    func path(_ name: String) throws(GitError) -> Path? { try value(name).flatMap { Path($0).expandingHome } }
}

extension ConfigurationValue {
    /// Only a subsection's case counts.
    static func normalized(_ name: String) -> String {
        guard let first = name.firstIndex(of: "."), let last = name.lastIndex(of: ".") else { return name }
        return name[..<first].lowercased() + name[first..<last] + name[last...].lowercased()
    }

    func boolean() throws(GitError) -> Bool {
        guard let bytes else { return true }
        var isTrue: Int32 = 0
        let code = Path(bytes).withCString { git_config_parse_bool(&isTrue, $0) }
        guard code >= 0 else { throw invalid("bad boolean config value '\(Path(bytes))' for '\(name)'") }
        return isTrue != 0
    }

    func text() throws(GitError) -> [UInt8] {
        guard let bytes else { throw invalid("missing value for '\(name)' in git's configuration") }
        return bytes
    }

    func invalid(_ message: String) -> GitError {
        GitError(
            .badConfiguration, message,
            hint: "correct it; git config --show-origin --get-all \(name) prints the file that sets it")
    }
}
