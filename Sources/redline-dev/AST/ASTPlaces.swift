import SourceText

/// Lines and columns as `ast` counts them: lines from 1, columns from 0 in UTF-8 bytes, not counting a byte order
/// mark.
struct ASTPlaces {
    private let lines: LineTable
    private let contentStart: Int
    /// The line found last: the next place is usually on it or close by.
    private var line = 0

    init(_ source: SourceText) {
        lines = LineTable(source)
        contentStart = source.contentStart
    }

    mutating func place(of offset: Int) -> (line: Int, column: Int) {
        if !lines.range(ofLine: line).contains(offset) { line = lines.lineIndex(of: offset) }
        return (line + 1, offset - (line == 0 ? contentStart : lines.starts[line]))
    }
}
