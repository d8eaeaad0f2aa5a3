/// Finds fixes with which a check passes: as many as halving can find. Every set that is kept was checked itself.
public struct FixBisection<Fix: Hashable> {
    /// With these together the check has passed.
    public private(set) var kept: [Fix] = []
    /// With each of these the check fails.
    public private(set) var failures: [Failure] = []

    public struct Failure {
        public let fix: Fix
        /// What failed: the fix, and those that had been kept before it.
        public let together: Set<Fix>
    }

    /// - Parameters:
    ///   - fixes: in the order in which they are tried.
    ///   - passes: checks a set of them; the empty set is taken to pass. Its errors end the search.
    public init(_ fixes: [Fix], passes: (Set<Fix>) throws -> Bool) rethrows {
        try add(fixes[...], passes)
    }

    private mutating func add(_ fixes: ArraySlice<Fix>, _ passes: (Set<Fix>) throws -> Bool) rethrows {
        if fixes.isEmpty { return }
        let together = Set(kept).union(fixes)
        if try passes(together) {
            kept += fixes
        } else if let only = fixes.first, fixes.count == 1 {
            failures.append(Failure(fix: only, together: together))
        } else {
            let middle = fixes.startIndex + fixes.count / 2
            try add(fixes[..<middle], passes)
            try add(fixes[middle...], passes)
        }
    }
}
