import PythonSemantics
import PythonSyntax
import SourceText

/// What a function's docstring says of its parameters: `db: the session`, `:param db:`.
public struct ParameterDocumentation {
    private struct Line {
        /// With its line end.
        let range: Range<Int>
        let text: String

        /// Nil for a blank line.
        var indentation: Int? { text.firstIndex { !$0.isWhitespace }?.utf16Offset(in: text) }
        var words: [Substring] { text.split { !$0.isLetter && !$0.isNumber && $0 != "_" } }
    }

    /// Those of the docstring, the first and the last one among them.
    private let lines: [Line]

    public init(of function: FunctionDefinition, in source: SourceText) {
        guard let value = Suite(function.body).statements.first?.child(.value), value.kind == .string else {
            lines = []
            return
        }
        var lines: [Line] = []
        var start = value.start
        while start < value.end {
            let end = min(Layout.nextLineStart(of: start, in: source), value.end)
            lines.append(Line(range: start..<end, text: source.string(in: start..<end)))
            start = end
        }
        self.lines = lines
    }

    /// True if a line begins with one of the names, or with a word before it.
    public func mentions(_ names: [String]) -> Bool { names.contains { !mentioning($0).isEmpty } }

    /// The edits that take away what it says of some parameters, each in a line of its own among others of the kind. Nil if it
    /// says it otherwise.
    public func removal(of names: [String]) -> [TextEdit]? {
        var edits: [TextEdit] = []
        for name in names {
            for index in mentioning(name) {
                guard isEntry(index, of: name) else { return nil }
                edits.append(TextEdit(deleting: lines[index].range))
            }
        }
        return edits
    }

    /// Those of some edits that take lines from docstrings. A fix declares them: no other string may change.
    public static func lines(removedBy edits: [TextEdit], in file: FileContext) -> [Range<Int>] {
        let removals = edits.filter(\.replacement.isEmpty).map(\.range)
        let docstrings = file.nodes.all(.string).filter { $0.parent?.kind == .expressionStatement }
        return removals.filter { range in
            docstrings.contains { $0.start < range.lowerBound && range.upperBound < $0.end }
        }
    }

    private func mentioning(_ name: String) -> [Int] {
        lines.indices.filter { lines[$0].words.prefix(2).contains(name[...]) }
    }

    /// A line of its own, neither continued in the next one nor the only one of its list.
    private func isEntry(_ index: Int, of name: String) -> Bool {
        guard index > 0, index + 1 < lines.count, let depth = lines[index].indentation else { return false }
        let text = lines[index].text.drop(while: \.isWhitespace)
        let isNamed =
            text.hasPrefix(":param ") || text.hasPrefix(name) && text.dropFirst(name.count).first == ":"
            || text.hasPrefix(name + " (")
        let next = lines[index + 1].indentation
        let isContinued = next.map { $0 > depth } ?? false
        return isNamed && !isContinued && (lines[index - 1].indentation == depth || next == depth && !isLast(index + 1))
    }

    /// The line with the closing quotes.
    private func isLast(_ index: Int) -> Bool { index == lines.count - 1 }
}
