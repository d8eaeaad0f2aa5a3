/// Which codemods a run has: the command line over `[tool.redline]` over all.
public enum CodemodSelection {
    /// Throws where a name is unknown, with the nearest known one.
    public static func chosen(
        from all: [any Codemod], configuration: ProjectConfiguration, only: [String], skip: [String]
    ) throws(ConfigurationError) -> [any Codemod] {
        let known = all.map(\.id)
        let configured =
            (configuration.select ?? []) + configuration.ignore + configuration.perPathIgnores.values.joined()
        for name in only + skip + configured where !known.contains(name) {
            throw ConfigurationError(
                message: "there is no codemod '\(name)'; there are \(known.sorted().joined(separator: ", "))")
        }
        return all.filter { codemod in
            if skip.contains(codemod.id) { return false }
            if !only.isEmpty { return only.contains(codemod.id) }
            if configuration.ignore.contains(codemod.id) { return false }
            return configuration.select?.contains(codemod.id) ?? true
        }
    }
}
