import FoundationEssentials
import PythonSyntax
import SourceText

/// Python to insert: lines with four spaces per level and holes, re-indented with the file's own unit.
///
/// `$name` stands for text or a copied expression. A line that contains only `$...name` stands for any number of
/// lines or copied statements. Copies keep their bytes and comments and are indented for their new place.
public struct Code: Sendable, ExpressibleByStringLiteral {
    /// The content of a hole.
    public enum Filling {
        case text(String)
        /// Lines of text, each without its line ending.
        case lines([String])
        case copies([Syntax])
    }

    private let lines: [Substring]

    public init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    public init(stringLiteral text: StringLiteralType) { self.init(text) }

    /// Whole lines at a given indentation, each with its line ending.
    ///
    /// A hole without content stays as it is and fails the engine's verification.
    public func lines(_ values: [String: Filling] = [:], at indentation: String, in file: FileContext) -> String {
        let newline = file.style.lineEnding.rawValue
        var result = ""
        for line in lines {
            let depth = line.prefix { $0 == " " }.count / 4
            let text = line.drop { $0 == " " }
            let margin = indentation + String(repeating: file.style.indentUnit, count: depth)
            if text.hasPrefix("$..."), let filling = values[String(text.dropFirst(4))] {
                result += Self.run(filling, at: margin, in: file)
            } else {
                let filled = Self.filled(text, values, at: margin, in: file)
                result += (filled.isEmpty ? "" : margin + filled) + newline
            }
        }
        return result
    }

    /// The same without the last line ending.
    public func text(_ values: [String: Filling] = [:], at indentation: String = "", in file: FileContext) -> String {
        lines(values, at: indentation, in: file).withoutLastLineEnding
    }

    private static func run(_ filling: Filling, at margin: String, in file: FileContext) -> String {
        let newline = file.style.lineEnding.rawValue
        switch filling {
        case .text(let text): return margin + text + newline
        case .lines(let lines): return lines.map { margin + $0 + newline }.joined()
        case .copies(let nodes): return nodes.map { margin + copy(of: $0, at: margin, in: file) + newline }.joined()
        }
    }

    private static func filled(
        _ line: Substring, _ values: [String: Filling], at margin: String, in file: FileContext
    ) -> String {
        var result = ""
        var rest = line
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let name = rest[rest.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            switch values[String(name)] {
            case .text(let text)?: result += text
            case .copies(let nodes)?: result += nodes.map { copy(of: $0, at: margin, in: file) }.joined(separator: ", ")
            case .lines(let lines)?: result += lines.joined(separator: " ")
            case nil: result += "$\(name)"
            }
            rest = rest[name.endIndex...]
        }
        return result + rest
    }

    /// A node's text, re-indented except for its first line. A string over several lines would change: callers check
    /// for that first.
    private static func copy(of node: Syntax, at margin: String, in file: FileContext) -> String {
        let newline = file.style.lineEnding.rawValue
        let from = Layout.indentation(before: node.start, in: file.source)
        var text = file.source.string(in: node.range)
        // Type checkers reject a second annotation of the same name (PEP 526).
        if node.kind == .annotatedAssignment, let target = node.child(.target), let value = node.child(.value) {
            text = target.text + " = " + file.source.string(in: value.range)
        }
        return text.components(separatedBy: newline).enumerated().map { index, line in
            index > 0 && line.hasPrefix(from) ? margin + line.dropFirst(from.count) : line
        }.joined(separator: newline)
    }
}
