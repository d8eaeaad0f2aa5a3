/// The prefilters of a run's codemods, and words that are noted in the same pass.
public struct PrefilterSet: Sendable {
    /// What one text contains.
    struct Match {
        /// The codemods, by index, that may find something; nil if none may.
        var admitted: [Bool]?
        /// The numbers of the words that are noted.
        var noted: [Int] = []
    }

    private let search: NeedleSearch
    /// By codemod, the alternatives as sets of needles.
    private let alternatives: [[NeedleSearch.Found]]
    /// By word that is noted, its needle.
    private let notes: [NeedleSearch.Found]

    /// - Parameter words: at least four bytes each.
    public init(_ prefilters: [Prefilter], noting words: [String] = []) {
        let noted = words.map(Needle.init(stringLiteral:))
        let needles = Array(Set(prefilters.flatMap { $0.alternatives.joined() }).union(noted))
        let numbers = Dictionary(uniqueKeysWithValues: needles.enumerated().map { ($1, $0) })
        search = NeedleSearch(needles)
        let set: ([Needle]) -> NeedleSearch.Found = { all in
            var set = NeedleSearch.Found(repeating: 0, count: (needles.count + 63) / 64)
            for number in all.compactMap({ numbers[$0] }) { set[number / 64] |= 1 << UInt64(number % 64) }
            return set
        }
        alternatives = prefilters.map { $0.alternatives.map(set) }
        notes = noted.map { set([$0]) }
    }

    func match(_ bytes: [UInt8]) -> Match {
        let found = search.found(in: bytes)
        guard found.contains(where: { $0 != 0 }) else { return Match() }
        let contains: (NeedleSearch.Found) -> Bool = { all in zip(all, found).allSatisfy { $0 & $1 == $0 } }
        let admitted = alternatives.map { $0.contains(where: contains) }
        return Match(
            admitted: admitted.contains(true) ? admitted : nil, noted: notes.indices.filter { contains(notes[$0]) })
    }

    /// The codemods, by index, that may find something in these bytes; nil if none may.
    public func admitted(_ bytes: [UInt8]) -> [Bool]? { match(bytes).admitted }
}
