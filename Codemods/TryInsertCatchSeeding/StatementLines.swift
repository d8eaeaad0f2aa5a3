import FoundationEssentials
import PythonSyntax
import Rewriting
import SourceText

/// Edits of whole statements with the lines they stand on.
struct StatementLines {
    let file: FileContext

    private var source: SourceText { file.source }
    private var newline: String { file.style.lineEnding.rawValue }

    func indentation(of statement: Syntax) -> String { Layout.indentation(before: statement.start, in: source) }

    func lineStart(of statement: Syntax) -> Int { Layout.lineStart(of: statement.start, in: source) }

    /// A statement's lines at another depth, with their line ending.
    func reindented(_ statement: Syntax, from: String, to: String) -> String {
        var text = source.string(in: statement.range)
        // A second annotation of the same name would be an error to type checkers.
        if statement.kind == .annotatedAssignment, let target = statement.child(.target),
            let value = statement.child(.value)
        {
            text = target.text + " = " + source.string(in: value.range)
        }
        return to + moved(text, from: from, to: to) + newline
    }

    /// A text of perhaps several lines, all but the first at another depth.
    func moved(_ text: String, from: String, to: String) -> String {
        let lines = text.components(separatedBy: newline)
        return lines.enumerated().map { index, line in
            index > 0 && line.hasPrefix(from) ? to + line.dropFirst(from.count) : line
        }.joined(separator: newline)
    }

    /// The start of a statement's line, or of the comments right above it; not above the line that a header ends on.
    func startWithComments(of statement: Syntax, below header: Int) -> Int {
        let afterHeader = Layout.nextLineStart(of: header, in: source)
        var start = lineStart(of: statement)
        while start > afterHeader {
            let previous = Layout.previousLineStart(before: start, in: source)
            let text = Layout.skipBlanks(from: previous, in: source)
            guard previous >= afterHeader, text < start, source.bytes[text] == UInt8(ascii: "#") else { break }
            start = previous
        }
        return start
    }

    func deepened(from start: Int, to end: Int, behind base: String, levels: Int = 1) -> [TextEdit] {
        let unit = String(repeating: file.style.indentUnit, count: levels)
        return Reindentation.deepening(linesIn: start..<end, by: unit, behind: base, of: file.tree)
    }

    /// Lines below the one that holds an offset, in place of the blank lines there where something of the block follows.
    func appending(_ lines: String, behind end: Int, before next: Syntax? = nil) -> TextEdit {
        let offset = Layout.lineEnd(of: end, in: source)
        var gapEnd = offset
        while let next, gapEnd < next.start {
            let line = Layout.nextLineStart(of: gapEnd, in: source)
            let lineEnd = Layout.lineEnd(of: line, in: source)
            guard line < next.start, isBlank(line..<lineEnd) else { break }
            gapEnd = lineEnd
        }
        return TextEdit(replacing: offset..<gapEnd, with: newline + lines.withoutLastLineEnding)
    }

    /// Takes statements that follow each other out, with the blank lines up to the statement behind them. Comments stay.
    func removing(_ statements: [Syntax], upTo next: Syntax) -> [TextEdit] {
        statements.enumerated().map { index, statement in
            let end = Layout.skipBlanks(from: statement.end, in: source)
            if end < source.bytes.count, source.bytes[end] == UInt8(ascii: "#") {
                return TextEdit(deleting: statement.start..<end)
            }
            let following = index + 1 < statements.count ? statements[index + 1] : next
            let gap = Layout.nextLineStart(of: end, in: source)..<lineStart(of: following)
            return TextEdit(deleting: lineStart(of: statement)..<(isBlank(gap) ? gap.upperBound : gap.lowerBound))
        }
    }

    /// Takes a clause out, with the blank lines above it.
    func removing(clause: Syntax) -> TextEdit {
        var start = lineStart(of: clause)
        while start > source.contentStart {
            let previous = Layout.previousLineStart(before: start, in: source)
            guard isBlank(previous..<start) else { break }
            start = previous
        }
        return TextEdit(deleting: start..<Layout.nextLineStart(of: clause.end, in: source))
    }

    /// The lines that a node stands on, as they are.
    func text(of node: Syntax) -> String {
        source.string(in: lineStart(of: node)..<Layout.nextLineStart(of: node.end, in: source))
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        source.bytes[range].allSatisfy { Layout.isBlank($0) || Layout.isLineEnd($0) }
    }
}

extension String {
    /// `\r\n` is one character to Swift.
    var withoutLastLineEnding: String {
        hasSuffix("\n") || hasSuffix("\r\n") || hasSuffix("\r") ? String(dropLast()) : self
    }
}
