/// The lines of a `[tool.redline]`.
struct ConfigurationText {
    /// Nil for all codemods.
    var select: [String]?
    var extendExclude: [String] = []
    /// `package.module:Name`, with the codemod whose setting it is.
    var sessionFactory: (codemod: String, name: String)?

    var isEmpty: Bool { select == nil && extendExclude.isEmpty && sessionFactory == nil }

    var lines: [String] {
        var lines = ["[tool.redline]"]
        if let select { lines += Self.list("select", select) }
        if !extendExclude.isEmpty { lines += Self.list("extend-exclude", extendExclude) }
        if select == nil {
            lines.append("# Every codemod runs: 'redline catalogue' lists them, ignore = [\"…\"] leaves some out.")
        }
        if let sessionFactory {
            lines += [
                "", "[tool.redline.\(sessionFactory.codemod)]", "session-factory = \(Self.string(sessionFactory.name))",
            ]
        }
        return lines
    }

    private static func list(_ key: String, _ values: [String]) -> [String] {
        let line = "\(key) = [\(values.map(string).joined(separator: ", "))]"
        if line.count <= 88 { return [line] }
        return ["\(key) = ["] + values.map { "    \(string($0))," } + ["]"]
    }

    /// A basic string of TOML.
    private static func string(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\" + String(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
