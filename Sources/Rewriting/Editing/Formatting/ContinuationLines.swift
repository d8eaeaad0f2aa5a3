import PythonSyntax
import SourceText

/// Keeps the lines inside a bracket where they were relative to it: aligned with what follows the bracket, or indented from the
/// line that it opens on.
struct ContinuationLines {
    private let before: SyntaxTree
    private let after: SyntaxTree
    private let moved: MovedOffsets
    /// In columns.
    private let unit: Int
    /// By start of a line after the fix: the columns that it still has to move.
    private var shifts: [Int: Int] = [:]

    init(in after: SyntaxTree, since before: SyntaxTree, by edits: [TextEdit], unit: String) {
        self.before = before
        self.after = after
        self.unit = unit.utf8.count
        moved = MovedOffsets(edits)
    }

    static func edits(
        in after: SyntaxTree, since before: SyntaxTree, by edits: [TextEdit], unit: String
    ) -> [TextEdit] {
        var lines = ContinuationLines(in: after, since: before, by: edits, unit: unit)
        let pairs = BracketPairs(before)
        var previousEnd = 0
        for (index, token) in before.tokens.enumerated() {
            let gap = before.source.bytes[previousEnd..<token.range.lowerBound]
            previousEnd = token.range.upperBound
            guard gap.contains(where: Layout.isLineEnd), !gap.contains(UInt8(ascii: "\\")),
                let opener = token.kind.closesBracket ? pairs.partner(of: index) : pairs.opener(around: index),
                !pairs.isInFString(opener, of: before)
            else { continue }
            lines.settle(
                token.range, isCloser: token.kind.closesBracket, inside: before.tokens[opener].range,
                before.tokens[opener + 1].range)
        }
        return lines.edits
    }

    /// `next` is what follows the bracket.
    private mutating func settle(
        _ token: Range<Int>, isCloser: Bool, inside opener: Range<Int>, _ next: Range<Int>
    ) {
        guard let here = moved.offset(of: token), let there = moved.offset(of: opener),
            Layout.isFirstOnLine(here, in: after.source),
            !moved.changes(Layout.lineStart(of: token.lowerBound, in: before.source)..<token.lowerBound)
        else { return }
        let line = Layout.lineStart(of: here, in: after.source)
        let (old, new) = (column(of: token.lowerBound, in: before), here - line)
        let isHugging =
            Layout.lineStart(of: opener.lowerBound, in: before.source)
            == Layout.lineStart(of: next.lowerBound, in: before.source)
        let wanted: Int
        if isHugging {
            let aligned = column(of: next.lowerBound, in: before)
            guard old == aligned, moved.offset(of: next) == there + (next.lowerBound - opener.lowerBound) else {
                return
            }
            wanted = settledColumn(of: there) + (next.lowerBound - opener.lowerBound)
        } else {
            let from = indentation(of: opener.lowerBound, in: before)
            // What is indented in another way than its file was moved on purpose.
            guard old == (isCloser ? from : from + unit) else { return }
            wanted =
                old + settledColumn(of: Layout.lineStart(of: there, in: after.source)) - from
                + indentation(of: there, in: after)
        }
        if wanted >= 0, wanted != new { shifts[line] = wanted - new }
    }

    /// With what its line still has to move.
    private func settledColumn(of offset: Int) -> Int {
        let line = Layout.lineStart(of: offset, in: after.source)
        return offset - line + (shifts[line] ?? 0)
    }

    private func column(of offset: Int, in tree: SyntaxTree) -> Int {
        offset - Layout.lineStart(of: offset, in: tree.source)
    }

    private func indentation(of offset: Int, in tree: SyntaxTree) -> Int {
        Layout.indentation(before: offset, in: tree.source).utf8.count
    }

    /// Lines whose indentation contains tabs stay: a column is not a byte there.
    private var edits: [TextEdit] {
        shifts.compactMap { line, shift in
            let end = Layout.skipBlanks(from: line, in: after.source)
            guard after.source.bytes[line..<end].allSatisfy({ $0 == UInt8(ascii: " ") }) else { return nil }
            return shift > 0
                ? TextEdit(insertingAt: line, String(repeating: " ", count: shift))
                : TextEdit(deleting: line..<min(end, line - shift))
        }
    }
}

/// Where text that edits keep is after them.
struct MovedOffsets {
    /// Sorted, without overlaps.
    private let edits: [TextEdit]
    /// By edit: how far the text before it has moved.
    private let shifts: [Int]

    init(_ edits: [TextEdit]) {
        self.edits = edits
        var shift = 0
        var shifts = [0]
        for edit in edits {
            shift += edit.replacement.count - edit.range.count
            shifts.append(shift)
        }
        self.shifts = shifts
    }

    /// True if an edit begins or ends in a range, or at its ends.
    func changes(_ range: Range<Int>) -> Bool {
        let next = edits.partitionPoint { $0.range.upperBound >= range.lowerBound }
        return next < edits.count && edits[next].range.lowerBound <= range.upperBound
    }

    /// Nil if an edit replaces some of it. An insertion at its start is before it.
    func offset(of range: Range<Int>) -> Int? {
        let next = edits.partitionPoint { $0.range.upperBound > range.lowerBound }
        if next < edits.count, edits[next].range.lowerBound < range.upperBound { return nil }
        return range.lowerBound + shifts[next]
    }
}
