import SourceText
import TOMLKit

/// The settings in a `pyproject.toml`: `[tool.redline]`, and the line length of the project's formatter.
public struct ProjectConfiguration: Sendable, Equatable {
    /// True if there is a `[tool.redline]`.
    public private(set) var isPresent = false
    /// Codemods to run; nil means all.
    public var select: [String]?
    public var ignore: [String] = []
    /// Glob patterns of paths to exclude, relative to the file's folder. They replace the default exclusions.
    public var exclude: [String]?
    /// Patterns in addition to those.
    public var extendExclude: [String] = []
    /// True to exclude matching files even if they are named.
    public var forceExclude = false
    /// By glob pattern: codemods that do not run on matching files.
    public var perPathIgnores: [String: [String]] = [:]
    /// The highest level of fixes to make; nil means the command's default.
    public var level: FixLevel?
    /// In columns: `[tool.ruff] line-length`, else `[tool.black] line-length`; nil if neither is set.
    public var lineLength: Int?
    /// The oldest Python on which the project runs: `[project] requires-python`, else Poetry's `python`; nil if
    /// neither is set.
    public var oldestPython: PythonVersion?
    /// By codemod: the settings in its own table.
    public var options: [String: [String: OptionValue]] = [:]

    /// In columns, for projects that set none: the default of both ruff and black.
    public static let defaultLineLength = 88

    public init() {}

    /// Throws if the text is not TOML, or if `[tool.redline]` has an unknown key or a value of the wrong type.
    public init(toml text: String) throws(ConfigurationError) {
        let document: TOMLTable
        do {
            document = try TOMLDocument.table(text)
        } catch {
            throw ConfigurationError(message: "not valid TOML: \(error.message)")
        }
        if let required = document["project"]?.table?["requires-python"]?.string {
            oldestPython = PythonVersion(oldestOf: required)
        }
        guard let tool = try Self.table(document, "tool", named: "tool") else { return }
        if oldestPython == nil, let required = tool["poetry"]?.table?["dependencies"]?.table?["python"]?.string {
            oldestPython = PythonVersion(oldestOf: required)
        }
        let length = tool["ruff"]?.table?["line-length"]?.int ?? tool["black"]?.table?["line-length"]?.int
        if let length, (20...1000).contains(length) { lineLength = length }
        guard let redline = try Self.table(tool, "redline", named: "tool.redline") else { return }
        isPresent = true
        for key in redline.keys { try set(key, ConfigurationValue(table: redline, key: key)) }
    }

    private mutating func set(_ key: String, _ value: ConfigurationValue) throws(ConfigurationError) {
        switch key {
        case "select": select = try value.strings()
        case "ignore": ignore = try value.strings()
        case "exclude": exclude = try value.strings()
        case "extend-exclude": extendExclude = try value.strings()
        case "force-exclude": forceExclude = try value.flag()
        case "per-path-ignores": perPathIgnores = try value.stringsByKey()
        case "level": level = try value.level()
        default:
            guard let own = value.options() else {
                throw ConfigurationError(
                    message:
                        "[tool.redline] has no key '\(key)'; the keys are select, ignore, exclude, extend-exclude, "
                        + "force-exclude, per-path-ignores and level, and a table for each codemod that has settings")
            }
            options[key] = own
        }
    }

    private static func table(
        _ parent: TOMLTable, _ key: String, named name: String
    ) throws(ConfigurationError) -> TOMLTable? {
        guard let value = parent[key] else { return nil }
        guard let table = value.table else {
            throw ConfigurationError(message: "'\(name)' must be a table: [\(name)]")
        }
        return table
    }
}

/// A value in `[tool.redline]`, read as the type of its key.
private struct ConfigurationValue {
    let table: TOMLTable
    let key: String

    private func mustBe(_ what: String) -> ConfigurationError {
        ConfigurationError(message: "[tool.redline] \(key) must be \(what)")
    }

    func strings() throws(ConfigurationError) -> [String] {
        guard let strings = Self.strings(table[key]?.array) else { throw mustBe("a list of strings") }
        return strings
    }

    func flag() throws(ConfigurationError) -> Bool {
        guard let flag = table[key]?.bool else { throw mustBe("true or false") }
        return flag
    }

    func stringsByKey() throws(ConfigurationError) -> [String: [String]] {
        guard let inner = table[key]?.table else { throw mustBe("a table of lists: {\"tests/*\" = [\"codemod\"]}") }
        var found: [String: [String]] = [:]
        for pattern in inner.keys {
            guard let strings = Self.strings(inner[pattern]?.array) else {
                throw mustBe("a table of lists: {\"tests/*\" = [\"codemod\"]}")
            }
            found[pattern] = strings
        }
        return found
    }

    func level() throws(ConfigurationError) -> FixLevel {
        guard let level = table[key]?.string.flatMap(FixLevel.init) else { throw mustBe("\"safe\" or \"review\"") }
        return level
    }

    /// The settings in a table; nil if the value is not a table.
    func options() -> [String: OptionValue]? {
        guard let own = table[key]?.table else { return nil }
        return Dictionary(uniqueKeysWithValues: own.keys.map { ($0, Self.option(own, $0)) })
    }

    private static func option(_ table: TOMLTable, _ key: String) -> OptionValue {
        guard let value = table[key] else { return .other }
        if let text = value.string { return .string(text) }
        if let flag = value.bool { return .flag(flag) }
        return strings(value.array).map(OptionValue.strings) ?? .other
    }

    private static func strings(_ array: TOMLArray?) -> [String]? {
        guard let array else { return nil }
        let strings = array.compactMap(\.string)
        return strings.count == array.count ? strings : nil
    }
}

/// What is wrong with a project's configuration.
public struct ConfigurationError: Error, Sendable {
    public let message: String

    public init(message: String) { self.message = message }
}
