import FileSystem

/// Finds the files that others were renamed from, as git does: the text is the same, or at least half of it is.
struct Renames {
    /// By path now: the path then.
    private(set) var origins: [Path: Path] = [:]

    /// More comparisons than this are not worth their time; git has such a limit, too.
    private static let mostComparisons = 20_000

    /// - Parameters:
    ///   - added: files that are new. Each is asked about once.
    ///   - removed: files that are gone.
    init(to added: [Path], from removed: [Path], _ texts: ComparedTexts) {
        guard !added.isEmpty, !removed.isEmpty, added.count * removed.count <= Self.mostComparisons else { return }
        let old = removed.compactMap { path in texts.old(path).map { (path, Lines($0)) } }
        var candidates: [(likeness: Double, old: Path, new: Path)] = []
        for path in added {
            guard let lines = texts.new(path).map(Lines.init) else { continue }
            for (other, text) in old {
                let likeness = lines.likeness(to: text)
                if likeness >= 0.5 { candidates.append((likeness, other, path)) }
            }
        }
        candidates.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
        var taken: Set<Path> = []
        for candidate in candidates where origins[candidate.new] == nil && !taken.contains(candidate.old) {
            origins[candidate.new] = candidate.old
            taken.insert(candidate.old)
        }
    }

    /// The lines of a text, without order.
    private struct Lines {
        private var counts: [ArraySlice<UInt8>: Int] = [:]
        private var size = 0

        init(_ text: [UInt8]) {
            for line in text.split(separator: 0x0A) {
                counts[line, default: 0] += 1
                size += line.count
            }
        }

        /// From 0 to 1: how much of the larger text is in both.
        func likeness(to other: Lines) -> Double {
            let most = max(size, other.size)
            // The rest cannot be enough.
            guard most > 0, min(size, other.size) * 2 >= most else { return 0 }
            let common = counts.reduce(0) { $0 + $1.key.count * min($1.value, other.counts[$1.key] ?? 0) }
            return Double(common) / Double(most)
        }
    }
}
