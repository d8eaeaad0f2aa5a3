/// The prefilters of a run's codemods, evaluated together.
public struct PrefilterSet: Sendable {
    private let search: NeedleSearch
    /// By codemod, the alternatives as sets of needles.
    private let alternatives: [[NeedleSearch.Found]]

    public init(_ prefilters: [Prefilter]) {
        let needles = Array(Set(prefilters.flatMap { $0.alternatives.joined() }))
        let numbers = Dictionary(uniqueKeysWithValues: needles.enumerated().map { ($1, $0) })
        search = NeedleSearch(needles)
        alternatives = prefilters.map { prefilter in
            prefilter.alternatives.map { all in
                var set = NeedleSearch.Found(repeating: 0, count: (needles.count + 63) / 64)
                for number in all.compactMap({ numbers[$0] }) { set[number / 64] |= 1 << UInt64(number % 64) }
                return set
            }
        }
    }

    /// The codemods, by index, that may find something in these bytes; nil if none may.
    public func admitted(_ bytes: [UInt8]) -> [Bool]? {
        let found = search.found(in: bytes)
        guard found.contains(where: { $0 != 0 }) else { return nil }
        let admitted = alternatives.map { alternatives in
            alternatives.contains { all in zip(all, found).allSatisfy { $0 & $1 == $0 } }
        }
        return admitted.contains(true) ? admitted : nil
    }
}
