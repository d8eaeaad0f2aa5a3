import SourceText

/// Sorted ranges that do not overlap, so that another one can be checked by binary search.
struct DisjointRanges {
    private var ranges: [Range<Int>] = []

    func overlap(_ range: Range<Int>) -> Bool {
        let index = firstIndex(endingBehind: range.lowerBound)
        return index < ranges.count && ranges[index].overlaps(range)
    }

    /// The range must not overlap any of the others. Nearly always it becomes the last.
    mutating func insert(_ range: Range<Int>) {
        ranges.insert(range, at: firstIndex(endingBehind: range.lowerBound))
    }

    private func firstIndex(endingBehind offset: Int) -> Int {
        ranges.partitionPoint { $0.upperBound > offset }
    }
}
