import FileSystem
import Rewriting
import Terminal

/// The changes of a fix to one file, ready to be laid out.
struct FileView {
    let path: Path
    let diff: LineDiff
    let pairs: PairedLines
    /// Rows with a change that other fixes make, too, with their numbers.
    let shared: [Int: [Int]]
    private let oldColors: SyntaxColors
    private let newColors: SyntaxColors
    /// Old lines of the function with the defect.
    private let function: ClosedRange<Int>?

    init(_ change: FileChange, defect: Int?, sharedWith others: [(number: Int, change: FileChange)]) {
        path = change.path
        diff = LineDiff(change.before, change.after)
        pairs = PairedLines(diff)
        oldColors = SyntaxColors(change.before)
        newColors = SyntaxColors(change.after)
        function = defect.flatMap(oldColors.function)
        shared = Self.shared(diff, others)
    }

    /// The added rows that stand at the same place in the changes of others.
    private static func shared(_ diff: LineDiff, _ others: [(number: Int, change: FileChange)]) -> [Int: [Int]] {
        var numbers: [Addition: [Int]] = [:]
        for other in others {
            for addition in additions(LineDiff(other.change.before, other.change.after)).values {
                if numbers[addition]?.last != other.number { numbers[addition, default: []].append(other.number) }
            }
        }
        guard !numbers.isEmpty else { return [:] }
        return additions(diff).compactMapValues { numbers[$0] }
    }

    private struct Addition: Hashable {
        let before: Int
        let line: [UInt8]
    }

    /// By row; blank lines say nothing.
    private static func additions(_ diff: LineDiff) -> [Int: Addition] {
        var (found, old): ([Int: Addition], Int) = ([:], 0)
        for (index, row) in diff.rows.enumerated() {
            switch row {
            case .added(let new):
                let line = diff.new[new]
                if line.contains(where: { $0 > 0x20 }) { found[index] = Addition(before: old, line: Array(line)) }
            case .kept(let number, _), .removed(let number), .indented(let number, _): old = number + 1
            }
        }
        return found
    }

    // MARK: Rows

    /// The rows to show, in runs; between them is what did not change.
    func hunks(_ options: DiffOptions) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for index in diff.rows.indices where isShown(index, options) {
            let first = index - options.context
            let start = first <= 1 ? 0 : first
            let last = index + options.context + 1
            let end = last >= diff.rows.count - 1 ? diff.rows.count : last
            // A note that one line is left out would be as long as the line.
            if let last = hunks.last, last.upperBound >= start - 1 {
                hunks[hunks.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                hunks.append(start..<end)
            }
        }
        return hunks
    }

    private func isShown(_ index: Int, _ options: DiffOptions) -> Bool {
        switch diff.rows[index] {
        case .kept(let old, _): options.showsFunction && function?.contains(old) ?? false
        default: true
        }
    }

    // MARK: Lines

    enum Side {
        case old, new
    }

    /// A line's text; tabs are four columns.
    ///
    /// - Parameter keepsColors: if something else tells what is removed and added, changed lines have the colours of others.
    func text(_ side: Side, _ line: Int, isChanged: Bool, keepsColors: Bool = false) -> StyledLine {
        let (lines, colors) = side == .old ? (diff.old, oldColors) : (diff.new, newColors)
        let bytes = lines[line]
        let end = bytes.endIndex - bytes.reversed().prefix { $0 == 0x0A || $0 == 0x0D }.count
        let range = bytes.startIndex..<end
        let base: Style = isChanged && !keepsColors ? Style(side == .old ? .red : .green) : .plain
        var marked = isChanged ? (side == .old ? pairs.removedWords[line] : pairs.addedWords[line]) ?? [] : []
        var result = StyledLine()
        var position = range.lowerBound
        func append(_ part: Range<Int>, _ style: Style) {
            var start = part.lowerBound
            while start < part.upperBound {
                while let first = marked.first, first.upperBound <= start { marked.removeFirst() }
                let isMarked = marked.first.map { $0.lowerBound <= start } ?? false
                let next = marked.first.map { isMarked ? $0.upperBound : $0.lowerBound } ?? part.upperBound
                let end = min(part.upperBound, next)
                let text = String(decoding: bytes[start..<end], as: UTF8.self).replacing("\t", with: "    ")
                result.append(text, isMarked ? style.reversed : style)
                start = end
            }
        }
        for part in colors.parts(in: range) where part.range.lowerBound >= position {
            append(position..<part.range.lowerBound, base)
            append(part.range, isChanged && !keepsColors ? Self.changed(part.style, base) : part.style)
            position = part.range.upperBound
        }
        append(position..<range.upperBound, base)
        return result
    }

    /// In changed lines the colour tells what is removed and added.
    private static func changed(_ style: Style, _ base: Style) -> Style {
        Style(base.color, isBold: style.color == .blue, isDim: style.isDim)
    }
}
