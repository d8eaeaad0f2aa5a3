extension RandomAccessCollection where Index == Int {
    /// The first index from which on a condition holds, by binary search; the end where it holds nowhere. After an element
    /// for which it holds it must hold for all.
    @inlinable public func partitionPoint(_ holds: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
