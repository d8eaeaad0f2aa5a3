/// Which added line takes the place of which removed one, and the words that differ.
struct PairedLines {
    /// By number of the old line.
    private(set) var partner: [Int: Int] = [:]
    private(set) var removedWords: [Int: [Range<Int>]] = [:]
    private(set) var addedWords: [Int: [Range<Int>]] = [:]

    init(_ diff: LineDiff) {
        var (removed, added): ([Int], [Int]) = ([], [])
        for row in diff.rows {
            switch row {
            case .removed(let old): removed.append(old)
            case .added(let new): added.append(new)
            case .kept, .indented:
                pair(removed, added, diff)
                (removed, added) = ([], [])
            }
        }
        pair(removed, added, diff)
    }

    /// Both in order: pairs do not cross.
    private mutating func pair(_ removed: [Int], _ added: [Int], _ diff: LineDiff) {
        // A large replacement has no lines that belong together.
        guard removed.count * added.count <= 4096 else { return }
        var rest = added[...]
        for old in removed {
            let best = rest.map { ($0, WordDiff(diff.old[old], diff.new[$0])) }
                .max { $0.1.similarity < $1.1.similarity }
            guard let (new, words) = best, words.similarity >= WordDiff.leastSimilarity else { continue }
            partner[old] = new
            removedWords[old] = words.removed
            addedWords[new] = words.added
            rest = rest.drop { $0 <= new }
        }
    }
}
