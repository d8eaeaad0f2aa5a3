import Reporting
import Rewriting
import Terminal

/// The list of all fixes.
extension ReviewSession {
    var overviewScreen: [StyledLine] {
        let top = overviewHead
        let bottom = footer(overviewKeys, note: isLow ? nil : legend)
        let rows = max(1, size.rows - top.count - bottom.count)
        return top + list(rows) + bottom
    }

    /// The rows that the list has about, for paging.
    var listRows: Int { max(1, size.rows - (isLow ? 6 : 10)) }

    private var overviewHead: [StyledLine] {
        let count = items.count.counted("fix", plural: "fixes")
        let right = isNarrow ? "\(progress)" : "\(count) · \(progress)"
        let head = header(StyledLine(" redline review", .bold) + StyledLine("   " + title), right)
        return isLow ? [head, counts] : [head, rule, counts, StyledLine()]
    }

    private var counts: StyledLine {
        func part(_ name: String, _ matches: (ReviewItem) -> Bool) -> String? {
            let all = items.filter(matches)
            return all.isEmpty ? nil : "\(name) \(all.count { !status($0).isOpen }) of \(all.count)"
        }
        let stale = items.count { status($0).isOpen && status($0) != .open }
        let parts = [
            part("safe") { $0.proposal.level == .safe }, part("review") { $0.proposal.level == .review },
            others.isEmpty ? nil : "without a fix \(others.count)", stale == 0 ? nil : "to decide again \(stale)",
        ]
        let line = StyledLine("   " + parts.compactMap(\.self).joined(separator: isNarrow ? "  " : "     "))
        guard !filter.isEmpty else { return line }
        let words = filter.words.isEmpty ? "" : " '\(filter.words)'"
        let state = filter.state == .all ? "" : " \(filter.state.rawValue)"
        return line + StyledLine("   shown:\(state)\(words)", Style(.cyan, isBold: true))
    }

    private var legend: StyledLine {
        StyledLine("   ✓ accepted  ✗ rejected  ⊘ ignored  ! decide again      ≡ same statement as", .dim)
    }

    private var overviewKeys: [StyledLine] {
        if isNarrow {
            return [
                keys(
                    "*⏎* open  *y n* decide  *u* undo  *c* commit  *?* keys  *q* quit",
                    "*⏎* open  *y n* decide  *?* keys  *q* quit",
                    "*⏎ y n ? q*")
            ]
        }
        return [
            keys(
                "*⏎* open   *y n* decide   *a d* rest of file   *A D* rest of codemod   *S* all safe   *u* undo",
                "*⏎* open   *y n* decide   *a d* file   *A D* codemod   *S* all safe   *u* undo"),
            keys("*/* find   *f* filter   *r* without a fix   *c* commit   *?* keys   *q* quit and keep"),
        ]
    }

    // MARK: Rows

    private func list(_ rows: Int) -> [StyledLine] {
        if items.isEmpty { return fill([StyledLine("   Nothing to fix.")], rows) }
        let shown = visible
        if shown.isEmpty { return fill([StyledLine("   No fix is shown: f changes the filter.")], rows) }
        let longest = shown.map { DisplayWidth.columns(of: items[$0].location) }.max() ?? 0
        let width = min(longest + 1, max(30, size.columns * 45 / 100))
        let levels = levels
        var entries: [ListEntry] = []
        var cursor = 0
        for (position, index) in shown.enumerated() {
            let codemod = items[index].proposal.codemod
            if position == 0 || items[shown[position - 1]].proposal.codemod != codemod {
                entries.append(.heading(index))
            }
            if index == current { cursor = entries.count }
            entries.append(.fix(index))
        }
        return window(entries, around: cursor, rows) { entry in
            switch entry {
            case .heading(let index): heading(items[index], levels)
            case .fix(let index): row(items[index], width: width, isCurrent: index == current, levels)
            }
        }
    }

    /// By its index in the list.
    private enum ListEntry {
        case heading(Int)
        case fix(Int)
    }

    /// The levels of each codemod's fixes.
    private var levels: [String: [FixLevel]] {
        let all = Dictionary(grouping: items, by: \.proposal.codemod).mapValues { Set($0.map(\.proposal.level)) }
        return all.mapValues { levels in FixLevel.allCases.filter(levels.contains) }
    }

    private func heading(_ item: ReviewItem, _ levels: [String: [FixLevel]]) -> StyledLine {
        let codemod = item.proposal.codemod
        let names = (levels[codemod] ?? []).map(\.rawValue).joined(separator: ", ")
        let kind = StyledLine("\(names) · \(item.document.severity) ", .dim)
        return StyledLine("   " + codemod, .bold).with(kind, at: size.columns)
    }

    /// The part of a list that has a row in it, with what is left out. Nothing else is drawn: a list may be long.
    func window<Entry>(
        _ entries: [Entry], around cursor: Int, _ rows: Int, draw: (Entry) -> StyledLine
    ) -> [StyledLine] {
        guard entries.count > rows else { return fill(entries.map(draw), rows) }
        let top = min(max(0, cursor - rows / 2), entries.count - rows)
        var shown = entries[top..<top + rows].map(draw)
        if top > 0, cursor > top { shown[0] = StyledLine("   … \(top + 1) more above", .dim) }
        let below = entries.count - top - rows
        if below > 0, cursor < top + rows - 1 { shown[rows - 1] = StyledLine("   … \(below + 1) more below", .dim) }
        return shown
    }

    private func fill(_ lines: [StyledLine], _ rows: Int) -> [StyledLine] {
        Array(lines.prefix(rows)) + Array(repeating: StyledLine(), count: max(0, rows - lines.count))
    }

    /// - Parameter width: of the place, in columns.
    private func row(
        _ item: ReviewItem, width: Int, isCurrent: Bool, _ levels: [String: [FixLevel]]
    ) -> StyledLine {
        let digits = String(items.count).count
        let number = String(item.number)
        let padding = String(repeating: " ", count: digits - number.count)
        var line = StyledLine(isCurrent ? " ▌" : "  ", Style(.cyan, isBold: true))
        line.append(status(item).mark + " ", Self.style(of: status(item)))
        line.append(padding + number + " ", .dim)
        let twins =
            item.twins.isEmpty || isNarrow ? "" : " ≡\(item.twins.prefix(2).map(String.init).joined(separator: ","))"
        let location = StyledLine(item.location, isCurrent ? .bold : .plain)
        if isNarrow {
            line.append(location)
            return line + StyledLine("  " + item.message, .dim)
        }
        line.append(StyledLine.shortened(location, to: width).padded(to: width))
        let hasBoth = (levels[item.proposal.codemod]?.count ?? 0) > 1
        let level = hasBoth ? "  \(item.proposal.level.rawValue)" : ""
        let right = StyledLine("\(twins)\(level) ", .dim)
        return (line + StyledLine("  " + item.message)).cut(to: size.columns - right.width - 1).with(
            right, at: size.columns)
    }

    static func style(of status: ReviewStatus) -> Style {
        switch status {
        case .open: .plain
        case .decided(.accept): Style(.green, isBold: true)
        case .decided(.reject): Style(.red, isBold: true)
        case .decided: Style(.cyan)
        case .stale, .contradictory: Style(.yellow, isBold: true)
        }
    }
}

extension StyledLine {
    /// The end of a path says more than its beginning.
    static func shortened(_ line: StyledLine, to columns: Int) -> StyledLine {
        guard line.width > columns, let style = line.pieces.first?.style else { return line }
        var text = Substring(line.text)
        while DisplayWidth.columns(of: text) > columns - 1, !text.isEmpty { text.removeFirst() }
        return StyledLine("…" + text, style)
    }
}
