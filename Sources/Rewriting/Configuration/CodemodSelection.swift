import FileSystem

/// Chooses the codemods of a run: the command line overrides `[tool.redline]`; the default is all.
public enum CodemodSelection {
    /// Throws if a name is unknown, listing the known ones, or if a codemod's own table has an unknown setting or one
    /// of the wrong type. `file` is the source of the configuration.
    public static func chosen(
        from all: [any Codemod], configuration: ProjectConfiguration, in file: Path?, only: [String], skip: [String]
    ) throws(ConfigurationError) -> [any Codemod] {
        let names = CodemodNames(all)
        let place = file.map { "the configuration '\($0)': " } ?? ""
        let (only, skip) = (try current(only, names, ""), try current(skip, names, ""))
        let select = try configuration.select.map { list throws(ConfigurationError) in try current(list, names, place) }
        let ignore = try current(configuration.ignore, names, place)
        _ = try current(configuration.perPathIgnores.values.joined().sorted(), names, place)
        try checkOptions(configuration.options, all, names, place)
        return all.filter { codemod in
            if skip.contains(codemod.id) { return false }
            if !only.isEmpty { return only.contains(codemod.id) }
            if ignore.contains(codemod.id) { return false }
            return select?.contains(codemod.id) ?? true
        }
    }

    /// The current names for names that may be former ones.
    private static func current(
        _ written: [String], _ names: CodemodNames, _ place: String
    ) throws(ConfigurationError) -> [String] {
        var found: [String] = []
        for name in written {
            guard let current = names.current(of: name) else { throw unknown(name, names, place) }
            found.append(current)
        }
        return found
    }

    private static func unknown(_ name: String, _ names: CodemodNames, _ place: String) -> ConfigurationError {
        ConfigurationError(
            message: "\(place)there is no codemod '\(name)'; the codemods are "
                + names.current.sorted().joined(separator: ", "))
    }

    private static func checkOptions(
        _ options: [String: [String: OptionValue]], _ all: [any Codemod], _ names: CodemodNames, _ place: String
    ) throws(ConfigurationError) {
        for (name, values) in options.sorted(by: { $0.key < $1.key }) {
            guard let codemod = all.first(where: { $0.id == name }) else { throw unknown(name, names, place) }
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                guard let option = codemod.options.first(where: { $0.name == key }) else {
                    let known = codemod.options.map(\.name)
                    let list =
                        known.isEmpty ? "it has no settings" : "its settings are " + known.joined(separator: ", ")
                    throw ConfigurationError(message: "\(place)[tool.redline.\(name)] has no key '\(key)'; \(list)")
                }
                if let what = option.complaint(about: value) {
                    throw ConfigurationError(message: "\(place)[tool.redline.\(name)] \(key) must be \(what)")
                }
            }
        }
    }
}
