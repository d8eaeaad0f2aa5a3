import Terminal

/// A file's changes as lines of a screen.
struct DiffLayout {
    private let file: FileView
    private let options: DiffOptions
    private let columns: Int
    /// Of line numbers.
    private let digits: Int

    init(_ file: FileView, _ options: DiffOptions, columns: Int) {
        self.file = file
        self.options = options
        self.columns = columns
        digits = max(4, String(max(file.diff.old.count, file.diff.new.count)).count)
    }

    var lines: [StyledLine] {
        var lines: [StyledLine] = []
        var end = 0
        for hunk in file.hunks(options) {
            if hunk.lowerBound > end { lines.append(gap(hunk.lowerBound - end)) }
            lines += options.layout == .sideBySide ? pairs(hunk) : hunk.flatMap(row)
            end = hunk.upperBound
        }
        return lines
    }

    private func gap(_ count: Int) -> StyledLine {
        let dashes = String(repeating: "┄", count: max(2, min(11, columns / 8)))
        return StyledLine("  \(dashes) \(count == 1 ? "1 line" : "\(count) lines") \(dashes)", .dim)
    }

    // MARK: One text

    private func row(_ index: Int) -> [StyledLine] {
        switch (file.diff.rows[index], options.layout) {
        case (.kept(let old, _), .old): line(old, nil, " ", file.text(.old, old, isChanged: false))
        case (.kept(_, let new), .new): line(nil, new, " ", file.text(.new, new, isChanged: false))
        case (.kept(let old, let new), _): line(old, new, " ", file.text(.new, new, isChanged: false))
        case (.removed, .new), (.added, .old): []
        case (.removed(let old), _): line(old, nil, "-", file.text(.old, old, isChanged: true))
        case (.added(let new), _):
            line(nil, new, "+", file.text(.new, new, isChanged: true), note: note(index))
        case (.indented(let old, _), .old): line(old, nil, "›", file.text(.old, old, isChanged: false))
        case (.indented(_, let new), .new): line(nil, new, "›", file.text(.new, new, isChanged: false))
        case (.indented(let old, let new), _):
            if options.hidesSpaces {
                line(old, new, "›", file.text(.new, new, isChanged: false))
            } else {
                line(old, nil, "-", file.text(.old, old, isChanged: true))
                    + line(nil, new, "+", file.text(.new, new, isChanged: true))
            }
        }
    }

    private func note(_ index: Int) -> StyledLine? {
        file.shared[index].map { numbers in
            let shown = numbers.prefix(3).map(String.init).joined(separator: ", ")
            return StyledLine(" ⇄ shared with \(shown)\(numbers.count > 3 ? ", …" : "")", .dim)
        }
    }

    private func line(
        _ old: Int?, _ new: Int?, _ mark: String, _ text: StyledLine, note: StyledLine? = nil
    ) -> [StyledLine] {
        let isNarrow = columns < 80
        let numbers =
            isNarrow || options.layout != .unified ? [new ?? old] : [old, new]
        let gutter = numbers.map { number in padded(number.map { String($0 + 1) } ?? "") }.joined(separator: " ")
        let style: Style = mark == "+" ? Style(.green) : mark == "-" ? Style(.red) : .dim
        let head = StyledLine(" \(gutter) ", .dim) + StyledLine(mark + " ", style)
        let width = max(8, columns - head.width)
        var rows = text.wrapped(to: width)
        if let note, let last = rows.last, last.width + note.width <= width {
            rows[rows.count - 1] = last.with(note, at: width)
        }
        let blank = StyledLine(String(repeating: " ", count: head.width - 2) + "  ")
        return rows.enumerated().map { ($0 == 0 ? head : blank) + $1 }
    }

    private func padded(_ number: String) -> String {
        String(repeating: " ", count: max(0, digits - number.count)) + number
    }

    // MARK: Two texts

    private func pairs(_ hunk: Range<Int>) -> [StyledLine] {
        var lines: [StyledLine] = []
        var (removed, added): ([Int], [Int]) = ([], [])
        for index in hunk {
            switch file.diff.rows[index] {
            case .removed(let old): removed.append(old)
            case .added(let new): added.append(new)
            case .kept(let old, let new):
                lines += changed(removed, added) + both(old, new, " ", isChanged: false)
                (removed, added) = ([], [])
            case .indented(let old, let new):
                lines += changed(removed, added)
                lines += both(old, new, options.hidesSpaces ? "›" : "~", isChanged: !options.hidesSpaces)
                (removed, added) = ([], [])
            }
        }
        return lines + changed(removed, added)
    }

    /// Lines that take each other's place stand side by side.
    private func changed(_ removed: [Int], _ added: [Int]) -> [StyledLine] {
        var lines: [StyledLine] = []
        var rest = added[...]
        for old in removed {
            if let partner = file.pairs.partner[old], rest.contains(partner) {
                lines += rest.prefix { $0 < partner }.flatMap { both(nil, $0, "+", isChanged: true) }
                lines += both(old, partner, "±", isChanged: true)
                rest = rest.drop { $0 <= partner }
            } else {
                lines += both(old, nil, "-", isChanged: true)
            }
        }
        return lines + rest.flatMap { both(nil, $0, "+", isChanged: true) }
    }

    private func both(_ old: Int?, _ new: Int?, _ mark: String, isChanged: Bool) -> [StyledLine] {
        let half = columns / 2 - 1
        let (one, other) = (
            side(.old, old, mark == "±" ? "-" : mark, isChanged, half),
            side(.new, new, mark == "±" ? "+" : mark, isChanged, half)
        )
        return (0..<max(one.count, other.count)).map { index in
            let left = (index < one.count ? one[index] : StyledLine()).padded(to: half)
            return left + StyledLine("│", .dim) + (index < other.count ? other[index] : StyledLine())
        }
    }

    private func side(_ side: FileView.Side, _ line: Int?, _ mark: String, _ isChanged: Bool, _ width: Int)
        -> [StyledLine]
    {
        guard let line else { return [] }
        let style: Style = isChanged ? Style(side == .old ? .red : .green) : .dim
        let head = StyledLine(" \(padded(String(line + 1))) ", .dim) + StyledLine("\(mark) ", style)
        let rows = file.text(side, line, isChanged: isChanged).wrapped(to: max(8, width - head.width))
        let blank = StyledLine(String(repeating: " ", count: head.width))
        return rows.enumerated().map { ($0 == 0 ? head : blank) + $1 }
    }
}
