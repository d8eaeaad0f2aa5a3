import SourceText

/// Lines and columns as `ast` counts them: lines from 1, columns in UTF-8 bytes from 0, a byte order mark not counted.
struct ASTPlaces {
    private let starts: [Int]
    /// The line found last: the next place is mostly on it, or near.
    private var line = 0

    init(_ source: SourceText) {
        var starts = LineTable(source).starts
        starts[0] = source.contentStart
        self.starts = starts
    }

    mutating func place(of offset: Int) -> (line: Int, column: Int) {
        if offset < starts[line] || line + 1 < starts.count && offset >= starts[line + 1] { line = search(offset) }
        return (line + 1, offset - starts[line])
    }

    private func search(_ offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
