extension RandomAccessCollection where Index == Int {
    /// The first index at which a condition holds, by binary search; the end if it holds nowhere. Once it holds for
    /// an element, it must hold for all later ones.
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
