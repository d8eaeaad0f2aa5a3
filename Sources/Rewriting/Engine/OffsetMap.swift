import SourceText

/// Maps offsets in an edited file back to the original, through any number of passes.
struct OffsetMap {
    /// The edits of each pass, sorted, in the coordinates of the text to which they were applied.
    private var passes: [[TextEdit]] = []

    mutating func append(_ edits: [TextEdit]) { passes.append(edits) }

    /// The offset in the original text. For inserted text, it is the place of the insertion.
    func original(_ offset: Int) -> Int {
        passes.reversed().reduce(offset) { Self.before($1, $0) }
    }

    private static func before(_ edits: [TextEdit], _ offset: Int) -> Int {
        var shift = 0
        for edit in edits {
            let start = edit.range.lowerBound + shift
            if offset < start { break }
            let end = start + edit.replacement.count
            if offset < end { return edit.range.lowerBound }
            shift += edit.replacement.count - edit.range.count
        }
        return offset - shift
    }
}
