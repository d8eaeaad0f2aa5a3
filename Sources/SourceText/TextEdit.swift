/// Replaces one byte range. An empty range inserts, an empty replacement deletes.
public struct TextEdit: Sendable, Hashable {
    public let range: Range<Int>
    public let replacement: [UInt8]

    public init(replacing range: Range<Int>, with replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    public init(replacing range: Range<Int>, with replacement: String) {
        self.init(replacing: range, with: Array(replacement.utf8))
    }

    public init(insertingAt offset: Int, _ text: String) {
        self.init(replacing: offset..<offset, with: text)
    }

    public init(deleting range: Range<Int>) {
        self.init(replacing: range, with: [])
    }

    /// The edits in text order; insertions at one place keep the order they were given in. Nil if two of them
    /// overlap: they cannot be applied together.
    public static func compose(_ edits: [TextEdit]) -> [TextEdit]? {
        let sorted = edits.enumerated().sorted {
            ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        }.map(\.element)
        for (first, second) in zip(sorted, sorted.dropFirst()) where first.range.upperBound > second.range.lowerBound {
            return nil
        }
        return sorted
    }
}
