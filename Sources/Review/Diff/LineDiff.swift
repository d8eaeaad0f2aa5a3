/// The lines of two texts, side by side: what was removed, added, kept or only indented.
public struct LineDiff: Sendable {
    public enum Row: Sendable, Hashable {
        /// In both; numbers of lines, the first is 0.
        case kept(old: Int, new: Int)
        case removed(old: Int)
        case added(new: Int)
        /// The same but for the white space before it.
        case indented(old: Int, new: Int)
    }

    /// Each with its line ending; the last may have none.
    public let old: [ArraySlice<UInt8>]
    public let new: [ArraySlice<UInt8>]
    /// In the order of both texts. Removed lines of a place come before added ones.
    public let rows: [Row]

    public init(_ old: [UInt8], _ new: [UInt8]) {
        self.old = Self.lines(old)
        self.new = Self.lines(new)
        rows = Self.rows(self.old, self.new)
    }

    /// Indented lines are removed and added, as `git diff --numstat` counts them.
    public var counts: (removed: Int, added: Int) {
        rows.reduce((0, 0)) { counts, row in
            switch row {
            case .kept: counts
            case .removed: (counts.0 + 1, counts.1)
            case .added: (counts.0, counts.1 + 1)
            case .indented: (counts.0 + 1, counts.1 + 1)
            }
        }
    }

    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.count
            lines.append(text[start..<end])
            start = end
        }
        return lines
    }

    private static func rows(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Row] {
        let head = zip(old, new).prefix { $0.elementsEqual($1) }.count
        let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0.elementsEqual($1) }.count
        let (oldEnd, newEnd) = (old.count - tail, new.count - tail)
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in new[head..<newEnd].difference(from: old[head..<oldEnd], by: { $0.elementsEqual($1) }) {
            switch change {
            case .remove(let offset, _, _): removed.insert(head + offset)
            case .insert(let offset, _, _): added.insert(head + offset)
            }
        }
        var rows: [Row] = []
        var (one, other) = (0, 0)
        while one < old.count || other < new.count {
            let (firstOld, firstNew) = (one, other)
            while removed.contains(one) { one += 1 }
            while added.contains(other) { other += 1 }
            rows += changed(old, firstOld..<one, new, firstNew..<other)
            guard one < old.count, other < new.count else { continue }
            rows.append(.kept(old: one, new: other))
            (one, other) = (one + 1, other + 1)
        }
        return rows
    }

    /// The rows of lines that take the place of others.
    private static func changed(
        _ old: [ArraySlice<UInt8>], _ oldRange: Range<Int>, _ new: [ArraySlice<UInt8>], _ newRange: Range<Int>
    ) -> [Row] {
        let texts = (old[oldRange].map(withoutIndentation), new[newRange].map(withoutIndentation))
        let same = common(texts.0, texts.1)
        var rows: [Row] = []
        var (one, other) = (0, 0)
        for pair in same + [(texts.0.count, texts.1.count)] {
            rows += (one..<pair.0).map { .removed(old: oldRange.lowerBound + $0) }
            rows += (other..<pair.1).map { .added(new: newRange.lowerBound + $0) }
            if pair.0 < texts.0.count {
                rows.append(.indented(old: oldRange.lowerBound + pair.0, new: newRange.lowerBound + pair.1))
            }
            (one, other) = (pair.0 + 1, pair.1 + 1)
        }
        return rows
    }

    private static func withoutIndentation(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// The pairs of lines that both have, in order; blank lines pair with nothing.
    private static func common(
        _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
    ) -> [(Int, Int)] {
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in new.difference(from: old, by: { $0.elementsEqual($1) }) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        let kept = (old.indices.filter { !removed.contains($0) }, new.indices.filter { !added.contains($0) })
        return zip(kept.0, kept.1).filter { !isBlank(old[$0.0]) }
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }
}
