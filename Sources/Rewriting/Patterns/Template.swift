import PythonSyntax
import SourceText

/// Python to insert: lines with `$name` holes, written with four spaces a level and re-indented to the file's own unit.
public struct Template: Sendable {
    private let lines: [Substring]

    public init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The lines with the holes filled, the first one without indentation, so that it can stand where an edit begins.
    ///
    /// A hole without a value stays as it is and fails the engine's verification.
    public func filled(_ values: [String: String], indentation: String, style: FileStyle) -> String {
        let filled = lines.enumerated().map { index, line in
            let depth = line.prefix { $0 == " " }.count / 4
            let text = fill(line.drop { $0 == " " }, values)
            let isBare = index == 0 || text.isEmpty
            return isBare ? text : indentation + String(repeating: style.indentUnit, count: depth) + text
        }
        return filled.joined(separator: style.lineEnding.rawValue)
    }

    private func fill(_ line: Substring, _ values: [String: String]) -> String {
        var result = ""
        var rest = line
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let name = rest[rest.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            result += values[String(name)] ?? "$\(name)"
            rest = rest[name.endIndex...]
        }
        return result + rest
    }
}
