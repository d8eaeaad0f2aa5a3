/// The words that differ between two lines.
struct WordDiff {
    /// Byte ranges in the lines.
    let removed: [Range<Int>]
    let added: [Range<Int>]
    /// Of the words of both lines, white space apart: 1 if all are the same.
    let similarity: Double

    /// Below this, lines have so little in common that marks would only confuse.
    static let leastSimilarity = 0.5

    init(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>) {
        let (before, after) = (Self.words(old), Self.words(new))
        var (removed, added): ([Range<Int>], [Range<Int>]) = ([], [])
        for change in after.map({ new[$0] }).difference(from: before.map { old[$0] }, by: { $0.elementsEqual($1) }) {
            switch change {
            case .remove(let offset, _, _): removed.append(before[offset])
            case .insert(let offset, _, _): added.append(after[offset])
            }
        }
        let all = before.count + after.count
        similarity = all == 0 ? 1 : Double(all - removed.count - added.count) / Double(all)
        self.removed = Self.joined(removed)
        self.added = Self.joined(added)
    }

    /// Names, numbers, and single other characters; no white space.
    private static func words(_ line: ArraySlice<UInt8>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = line.startIndex
        while start < line.endIndex {
            var end = start + 1
            if isWord(line[start]) {
                while end < line.endIndex, isWord(line[end]) { end += 1 }
            }
            if line[start] > 0x20 { words.append(start..<end) }
            start = end
        }
        return words
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    /// Neighbours as one range.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { result, range in
            if let last = result.last, last.upperBound >= range.lowerBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
    }
}
