import CLibgit2
import FileSystem

/// Values of a configuration, read from a snapshot or a set of files.
struct ConfigurationEntries {
    private let configuration: OpaquePointer

    init(_ configuration: OpaquePointer) { self.configuration = configuration }

    /// All values of a key, the strongest last. Throws if the configuration cannot be read.
    func all(of key: String) throws(GitError) -> [Path] {
        var iterator: OpaquePointer?
        let code = git_config_multivar_iterator_new(&iterator, configuration, key, nil)
        if code == GIT_ENOTFOUND.rawValue { return [] }
        try check(code, "cannot read \(key)")
        return Self.values(iterator)
    }

    /// The keys of all entries whose name a regular expression matches.
    func keys(matching expression: String) throws(GitError) -> [String] {
        var iterator: OpaquePointer?
        try check(
            git_config_iterator_glob_new(&iterator, configuration, expression), "cannot read git's configuration")
        defer { git_config_iterator_free(iterator) }
        var keys: [String] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator) >= 0, let found = entry?.pointee {
            keys.append(String(cString: found.name))
        }
        return keys
    }

    private static func values(_ iterator: OpaquePointer?) -> [Path] {
        defer { git_config_iterator_free(iterator) }
        var values: [Path] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator) >= 0, let found = entry?.pointee {
            values.append(found.value.map { Path(cString: $0) } ?? .here)
        }
        return values
    }

    /// A path of the configuration, where `~/` stands for the home folder.
    static func expanded(_ value: Path) -> Path {
        guard value.bytes.starts(with: "~/".utf8), let home = ProcessEnvironment.path("HOME") else { return value }
        return home.appending(value.bytes.dropFirst(2))
    }
}
