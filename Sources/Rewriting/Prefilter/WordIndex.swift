/// Tells quickly which files cannot mention a word, after one pass over all of them.
struct WordIndex: Sendable {
    private let filters: [WordFilter]

    /// - Parameter bytes: a file's, by its number; nil if it cannot be read. Called from several threads.
    init(count: Int, _ bytes: @Sendable (Int) -> [UInt8]?) {
        filters = Parallel.map(count: count, threads: Parallel.processors) { WordFilter(bytes($0) ?? []) }
    }

    /// The numbers of the files that may mention a word. A few of them do not.
    func candidates(for word: String) -> [Int] {
        let hash = WordFilter.hash(of: word)
        return filters.indices.filter { filters[$0].mayContain(hash) }
    }
}
