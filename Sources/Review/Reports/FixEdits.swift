import FileSystem
import Reporting
import Rewriting
import SourceText

/// What a changed file needs to become its next text: as few whole lines as possible.
struct FixEdits {
    let change: FileChange
    private let lines: LineTable
    /// Old bytes and the new text in their place, in order; nothing in them is kept.
    private let groups: [(old: Range<Int>, new: [UInt8])]

    init(_ change: FileChange) {
        self.change = change
        lines = LineTable(of: change.before)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bothHaveMark = change.before.starts(with: mark) && change.after.starts(with: mark)
        // A byte order mark is not text of the file's first line.
        groups = Self.groups(LineDiff(change.before, change.after)).map { group in
            guard group.old.lowerBound == 0, !group.old.isEmpty, bothHaveMark else { return group }
            return (mark.count..<group.old.upperBound, Array(group.new.dropFirst(mark.count)))
        }
    }

    private static func groups(_ diff: LineDiff) -> [(old: Range<Int>, new: [UInt8])] {
        var groups: [(old: Range<Int>, new: [UInt8])] = []
        var (start, end, new): (Int, Int, [UInt8]) = (0, 0, [])
        func close() {
            if start < end || !new.isEmpty { groups.append((start..<end, new)) }
        }
        for row in diff.rows {
            switch row {
            case .kept(let old, _):
                close()
                (start, end, new) = (diff.old[old].endIndex, diff.old[old].endIndex, [])
            case .removed(let old): end = diff.old[old].endIndex
            case .added(let line): new += diff.new[line]
            case .indented(let old, let line):
                end = diff.old[old].endIndex
                new += diff.new[line]
            }
        }
        close()
        return groups
    }

    var edits: [ReportedFix.Edit] {
        groups.map { old, new in
            ReportedFix.Edit(change.path, lines.span(of: old), String(decoding: new, as: UTF8.self))
        }
    }

    /// More kept lines in between make two changes.
    private static let keptLines = 3

    /// All changes as the lines of one comment; nil if they are too far apart, or if the file does not end its lines with LF or CR LF.
    var suggestion: ReportedFix.Suggestion? {
        guard let first = groups.first, let last = groups.last, !change.before.isEmpty, endsLinesUsually else {
            return nil
        }
        for (one, next) in zip(groups, groups.dropFirst())
        where lines.breaks(in: one.old.upperBound..<next.old.lowerBound) > Self.keptLines { return nil }
        var old = first.old.lowerBound..<last.old.upperBound
        // A comment needs a line: the one that follows an insertion, or the last one.
        let isInsertion = old.isEmpty
        if isInsertion {
            let next = lines.range(ofLine: lines.lineIndex(of: old.lowerBound))
            old = next.isEmpty ? lines.range(ofLine: max(0, lines.lineIndex(of: old.lowerBound) - 1)) : next
        }
        var new: [UInt8] = []
        var position = old.lowerBound
        for group in groups {
            new += change.before[position..<group.old.lowerBound] + group.new
            position = group.old.upperBound
        }
        new += change.before[position..<old.upperBound]
        let start = lines.lineIndex(of: old.lowerBound) + 1
        let end = lines.lineIndex(of: max(old.lowerBound, old.upperBound - 1)) + 1
        return ReportedFix.Suggestion(start...end, Self.withoutLineEnd(String(decoding: new, as: UTF8.self)))
    }

    private static func withoutLineEnd(_ text: String) -> String {
        text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// False for lone carriage returns: other programs do not count them as line ends.
    private var endsLinesUsually: Bool {
        lines.starts.dropFirst().allSatisfy { change.before[$0 - 1] == 0x0A }
    }
}
