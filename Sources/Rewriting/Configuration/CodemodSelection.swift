import FileSystem

/// Which codemods a run has: the command line over `[tool.redline]` over all.
public enum CodemodSelection {
    /// Throws if a name is unknown, with the known ones. `file` is where the configuration comes from.
    public static func chosen(
        from all: [any Codemod], configuration: ProjectConfiguration, in file: Path?, only: [String], skip: [String]
    ) throws(ConfigurationError) -> [any Codemod] {
        let configured =
            (configuration.select ?? []) + configuration.ignore + configuration.perPathIgnores.values.joined().sorted()
        try check(only + skip, among: all, "")
        try check(configured, among: all, file.map { "the configuration '\($0)': " } ?? "")
        return all.filter { codemod in
            if skip.contains(codemod.id) { return false }
            if !only.isEmpty { return only.contains(codemod.id) }
            if configuration.ignore.contains(codemod.id) { return false }
            return configuration.select?.contains(codemod.id) ?? true
        }
    }

    private static func check(
        _ names: [String], among all: [any Codemod], _ place: String
    ) throws(ConfigurationError) {
        let known = all.map(\.id)
        for name in names where !known.contains(name) {
            throw ConfigurationError(
                message: "\(place)there is no codemod '\(name)'; the codemods are "
                    + known.sorted().joined(separator: ", "))
        }
    }
}
