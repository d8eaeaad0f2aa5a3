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

    /// Keeps the lines after the first of a call that becomes a block's header in line with its bracket, or apart from the body.
    static func aligning(_ call: Syntax, movedBy columns: Int, body: String, in tree: SyntaxTree) -> [TextEdit] {
        let source = tree.source
        guard let arguments = call.child(.arguments), let first = arguments.firstChild else { return [] }
        let lines = continuationLines(of: call, in: tree)
        guard let second = lines.first, lines.allSatisfy({ source.bytes[$0].allSatisfy { $0 == 0x20 } }) else {
            return []
        }
        if first.start < Layout.lineEnd(of: call.start, in: source) {
            let column = arguments.start + 1 - Layout.lineStart(of: call.start, in: source)
            guard second.count == column else { return [] }
            return lines.filter { $0.count + columns > body.utf8.count }.map { line in
                columns < 0
                    ? TextEdit(deleting: line.lowerBound..<line.lowerBound - columns)
                    : TextEdit(insertingAt: line.lowerBound, String(repeating: " ", count: columns))
            }
        }
        // A bracket on a line of its own sets the body apart.
        guard let last = lines.last, last.upperBound < arguments.end - 1,
            lines.contains(where: { $0.count == body.utf8.count })
        else { return [] }
        let unit = body.dropFirst(Layout.indentation(before: call.start, in: source).count)
        return lines.map { TextEdit(insertingAt: $0.lowerBound, String(unit)) }
    }

    /// The white space before the lines of a node after the first one, those inside strings and blank ones left out.
    private static func continuationLines(of node: Syntax, in tree: SyntaxTree) -> [Range<Int>] {
        let strings = multiLineStrings(in: node.range, of: tree)
        var found: [Range<Int>] = []
        var line = Layout.nextLineStart(of: node.start, in: tree.source)
        while line < node.end {
            let text = Layout.skipBlanks(from: line, in: tree.source)
            let isInside = strings.contains { $0.lowerBound < line && line < $0.upperBound }
            if !isInside, !Layout.isLineEnd(tree.source.bytes[text]) { found.append(line..<text) }
            line = Layout.nextLineStart(of: line, in: tree.source)
        }
        return found
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
