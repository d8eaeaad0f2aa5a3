import SourceText

/// Leads an offset in a file that was edited, perhaps several times, back to the original.
struct OffsetMap {
    /// Per pass: the edits, sorted, in the coordinates of the text they were applied to.
    private var passes: [[TextEdit]] = []

    mutating func append(_ edits: [TextEdit]) { passes.append(edits) }

    /// The offset in the original text. Inside inserted text it is the place of the insertion.
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
