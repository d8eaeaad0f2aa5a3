import SourceText
import TOMLKit

/// What `pyproject.toml` says: `[tool.redline]`, and the line length that the project's formatter keeps.
public struct ProjectConfiguration: Sendable, Equatable {
    /// Codemods to run, all where it is nil.
    public var select: [String]?
    public var ignore: [String] = []
    /// Glob patterns of paths that are left out, relative to the file's folder.
    public var exclude: [String] = []
    /// Columns: `[tool.ruff] line-length`, else `[tool.black] line-length`, else 88.
    public var lineLength = 88
    /// What makes a SQLAlchemy session outside of a request, as `package.module:Name`.
    public var sessionFactory: String?

    public init() {}

    /// Throws where the text is no TOML, or `[tool.redline]` has an unknown key or a value of a wrong type.
    public init(toml text: String) throws(ConfigurationError) {
        let document: TOMLTable
        do {
            document = try TOMLTable(string: text)
        } catch {
            throw ConfigurationError(message: "pyproject.toml is no valid TOML: \(error)")
        }
        guard let tool = document["tool"]?.table else { return }
        let length = tool["ruff"]?.table?["line-length"]?.int ?? tool["black"]?.table?["line-length"]?.int
        if let length, (20...1000).contains(length) { lineLength = length }
        guard let redline = tool["redline"]?.table else { return }
        for key in redline.keys {
            switch key {
            case "select": select = try Self.strings(redline, key)
            case "ignore": ignore = try Self.strings(redline, key)
            case "exclude": exclude = try Self.strings(redline, key)
            case "session-factory": sessionFactory = try Self.sessionFactory(redline)
            default:
                throw ConfigurationError(
                    message: "pyproject.toml: [tool.redline] has no key '\(key)'; "
                        + "there are select, ignore, exclude and session-factory")
            }
        }
    }

    private static func sessionFactory(_ table: TOMLTable) throws(ConfigurationError) -> String {
        guard let text = table["session-factory"]?.string,
            text.wholeMatch(of: /[\w.]+:\w+(\.\w+)*/) != nil
        else {
            throw ConfigurationError(
                message:
                    "pyproject.toml: [tool.redline] session-factory must be a string like \"package.module:SessionLocal\""
            )
        }
        return text
    }

    private static func strings(_ table: TOMLTable, _ key: String) throws(ConfigurationError) -> [String] {
        guard let array = table[key]?.array else {
            throw ConfigurationError(message: "pyproject.toml: [tool.redline] \(key) must be a list of strings")
        }
        var strings: [String] = []
        for value in array {
            guard let string = value.string else {
                throw ConfigurationError(message: "pyproject.toml: [tool.redline] \(key) must be a list of strings")
            }
            strings.append(string)
        }
        return strings
    }
}

/// What is wrong with a project's configuration, the place included.
public struct ConfigurationError: Error, Sendable {
    public let message: String

    public init(message: String) { self.message = message }
}
