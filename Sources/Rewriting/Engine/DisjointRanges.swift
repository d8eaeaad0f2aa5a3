import SourceText

/// Ranges of which no two overlap, sorted, so that a further one is held to them by a binary search.
struct DisjointRanges {
    private var ranges: [Range<Int>] = []

    func overlap(_ range: Range<Int>) -> Bool {
        let index = firstIndex(endingBehind: range.lowerBound)
        return index < ranges.count && ranges[index].overlaps(range)
    }

    /// The range must overlap none of the others. Nearly always it is the last.
    mutating func insert(_ range: Range<Int>) {
        ranges.insert(range, at: firstIndex(endingBehind: range.lowerBound))
    }

    private func firstIndex(endingBehind offset: Int) -> Int {
        ranges.partitionPoint { $0.upperBound > offset }
    }
}
