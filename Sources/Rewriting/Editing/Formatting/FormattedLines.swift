import PythonSyntax
import SourceText

/// The lines that a fix made too long or short enough to be joined, in a file that is laid out as ruff and black do it.
struct FormattedLines {
    private let style: FileStyle
    /// The lines of the file without their indentation: only others are laid out again.
    private let known: Set<ArraySlice<UInt8>>
    /// Those that are too long already.
    private let long: Set<ArraySlice<UInt8>>

    /// Nil if the file is laid out in another way.
    init?(since before: SyntaxTree, style: FileStyle) {
        guard !style.indentUnit.contains("\t"), style.breaksLongLines, BracketPairs(before).areExploded else {
            return nil
        }
        self.style = style
        let source = before.source
        known = Set(source.bytes.split(whereSeparator: Layout.isLineEnd).map { $0.drop(while: Layout.isBlank) })
        long = Set(
            LongLines.lines(of: source, longerThan: style.lineLength).map {
                source.bytes[$0].drop(while: Layout.isBlank)
            })
    }

    func edits(in after: SyntaxTree) -> [TextEdit] {
        let new = LongLines.lines(of: after.source, longerThan: style.lineLength).filter {
            !long.contains(after.source.bytes[$0].drop(while: Layout.isBlank))
        }
        let joins = LineJoins(in: after, style: style).edits(known)
        if new.isEmpty { return joins }
        let breaks = LineBreaks(in: after, style: style, limit: style.lineLength)
        return joins + new.flatMap { breaks.edits(ofLine: $0) ?? [] }
    }
}

/// Lines that are longer than a limit.
enum LongLines {
    /// The ranges of lines without their line endings.
    static func lines(of source: SourceText, longerThan limit: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = source.contentStart
        while start < source.bytes.count {
            let end = Layout.lineEnd(of: start, in: source)
            if end - start > limit, source.string(in: start..<end).count > limit { found.append(start..<end) }
            start = Layout.nextLineStart(of: end, in: source)
        }
        return found
    }
}

extension LongLines {
    /// The line length that a file keeps to if nothing names one: the usual one, or more if it has wider lines that its
    /// formatter would have broken. `areBroken` is false if still wider ones outnumber the brackets that are broken over lines.
    static func kept(
        by tree: SyntaxTree, usual: Int, style: (Int) -> FileStyle
    ) -> (length: Int, areBroken: Bool) {
        let long = lines(of: tree.source, longerThan: usual)
        guard !long.isEmpty else { return (usual, true) }
        let breaks = LineBreaks(in: tree, style: style(usual), limit: usual)
        let widths = long.compactMap { breaks.widthOfCode(onLine: $0) }
        let length = widths.filter { $0 <= widest }.max() ?? usual
        let wider = widths.count { $0 > length }
        return (length, wider == 0 || wider <= BracketPairs(tree).countOfExploded)
    }

    /// The widest limit in common use.
    private static let widest = 120
}
