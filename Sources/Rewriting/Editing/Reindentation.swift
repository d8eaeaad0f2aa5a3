import PythonSyntax
import SourceText

/// Indents whole lines by one level. The inside of a multi-line string never moves.
public enum Reindentation {
    /// Inserts a unit on every line that starts in a range, except blank lines.
    ///
    /// The unit goes after the indentation that the lines share, so that tabs stay before spaces.
    public static func deepening(
        linesIn range: Range<Int>, by unit: String, behind base: String, of tree: SyntaxTree
    ) -> [TextEdit] {
        let source = tree.source
        let strings = multiLineStrings(in: range, of: tree)
        var edits: [TextEdit] = []
        var line = Layout.lineStart(of: range.lowerBound, in: source)
        if line < range.lowerBound, !Layout.isFirstOnLine(range.lowerBound, in: source) {
            line = Layout.nextLineStart(of: line, in: source)
        }
        while line < range.upperBound {
            let text = Layout.skipBlanks(from: line, in: source)
            let isBlank = text >= source.bytes.count || Layout.isLineEnd(source.bytes[text])
            if !isBlank, text < range.upperBound,
                !strings.contains(where: { $0.lowerBound < line && line < $0.upperBound })
            {
                // A form feed resets the column, so the unit goes after it.
                let start = source.bytes[line..<text].lastIndex(of: 0x0C).map { $0 + 1 } ?? line
                let hasBase = source.bytes[start...].starts(with: base.utf8)
                edits.append(TextEdit(insertingAt: hasBase ? start + base.utf8.count : start, unit))
            }
            let next = Layout.nextLineStart(of: line, in: source)
            if next == line { break }
            line = next
        }
        return edits
    }

    /// The ranges of string literals in a range that span several lines. An f-string counts as a whole.
    static func multiLineStrings(in range: Range<Int>, of tree: SyntaxTree) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var openFStrings: [Int] = []
        for token in tree.tokens[tree.tokenIndex(atOrAfter: range.lowerBound)...] {
            if token.range.lowerBound >= range.upperBound { break }
            switch token.kind {
            case .string: found.append(token.range)
            case .fStringStart: openFStrings.append(token.range.lowerBound)
            case .fStringEnd:
                if let start = openFStrings.popLast(), openFStrings.isEmpty {
                    found.append(start..<token.range.upperBound)
                }
            default: break
            }
        }
        return found.filter { tree.source.bytes[$0].contains(where: Layout.isLineEnd) }
    }
}
