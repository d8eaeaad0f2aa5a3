import PythonSyntax
import SourceText

/// Deletes the blank lines that are left over where whole lines were deleted: of those before and after such a place the more
/// stay, and none right below a header or at the end of the file.
struct BlankLines {
    private let after: SyntaxTree

    init(in after: SyntaxTree) { self.after = after }

    private var source: SourceText { after.source }

    /// `edits` led from `before` to the text, sorted.
    func edits(since before: SyntaxTree, by edits: [TextEdit]) -> [TextEdit] {
        var found: [TextEdit] = []
        var shift = 0
        for edit in edits {
            let place = edit.range.lowerBound + shift
            shift += edit.replacement.count - edit.range.count
            guard edit.replacement.isEmpty, isWholeLines(edit.range, of: before.source),
                let surplus = surplus(at: place), surplus.lowerBound >= found.last?.range.upperBound ?? 0
            else { continue }
            found.append(TextEdit(deleting: surplus))
        }
        return found
    }

    private func isWholeLines(_ range: Range<Int>, of source: SourceText) -> Bool {
        !range.isEmpty && Layout.lineStart(of: range.lowerBound, in: source) == range.lowerBound
            && (range.upperBound == source.bytes.count
                || Layout.lineStart(of: range.upperBound, in: source) == range.upperBound)
    }

    /// The blank lines that go at the start of a line before which lines were deleted.
    private func surplus(at place: Int) -> Range<Int>? {
        guard place <= source.bytes.count, Layout.lineStart(of: place, in: source) == place else { return nil }
        let (above, below) = (blankLines(before: place), blankLines(from: place))
        if below.last ?? place == source.bytes.count { return above.isEmpty ? nil : above[0]..<place }
        if above.isEmpty, isBelowHeader(place) { return below.isEmpty ? nil : place..<below[below.count - 1] }
        let count = min(above.count, below.count)
        return count == 0 ? nil : above[above.count - count]..<place
    }

    /// The starts of the blank lines that end at a place, the first one first.
    private func blankLines(before place: Int) -> [Int] {
        var starts: [Int] = []
        var line = place
        while line > source.contentStart {
            let previous = Layout.previousLineStart(before: line, in: source)
            guard isBlank(previous..<line), !isInString(previous) else { break }
            starts.append(previous)
            line = previous
        }
        return starts.reversed()
    }

    /// The ends of the blank lines that begin at a place.
    private func blankLines(from place: Int) -> [Int] {
        var ends: [Int] = []
        var line = place
        while line < source.bytes.count {
            let next = Layout.nextLineStart(of: line, in: source)
            guard isBlank(line..<next), !isInString(line) else { break }
            ends.append(next)
            line = next
        }
        return ends
    }

    private func isBlank(_ line: Range<Int>) -> Bool {
        source.bytes[line].allSatisfy { Layout.isBlank($0) || Layout.isLineEnd($0) }
    }

    private func isInString(_ offset: Int) -> Bool {
        let next = after.tokenIndex(atOrAfter: offset)
        return next > 0 && after.tokens[next - 1].kind != .newline && after.tokens[next - 1].range.upperBound > offset
    }

    private func isBelowHeader(_ place: Int) -> Bool {
        let next = after.tokenIndex(atOrAfter: place)
        let tokens = after.tokens[..<next].suffix(3).filter { $0.range.upperBound <= place && !$0.range.isEmpty }
        return tokens.last { $0.kind != .newline && $0.kind != .indent }?.kind == .colon
    }
}
