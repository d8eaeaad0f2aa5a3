import Reporting
import Rewriting
import SourceText
import Terminal

/// One fix.
extension ReviewSession {
    var fixScreen: [StyledLine] {
        guard let item, let view else { return overviewScreen }
        let head = fixHead(item)
        let bottom = footer(fixKeys, note: notes(item, view))
        let rows = max(1, size.rows - head.count - bottom.count)
        let shown = view.lines.dropFirst(top).prefix(rows)
        var lines = Array(shown) + Array(repeating: StyledLine(), count: rows - shown.count)
        let below = view.lines.count - top - shown.count
        if below > 0, rows > 2 { lines[rows - 1] = StyledLine(" … \(below + 1) more lines: ↓ or space", .dim) }
        return head + lines + bottom
    }

    /// The rows that the changes have, for scrolling.
    var bodyRows: Int {
        guard let item, let view else { return 1 }
        return max(1, size.rows - fixHead(item).count - footer(fixKeys, note: notes(item, view)).count)
    }

    private func fixHead(_ item: ReviewItem) -> [StyledLine] {
        let number = "\(item.number) of \(items.count)"
        var first = StyledLine(" " + number, .bold)
        first.append(isNarrow ? " " : "   ")
        first.append(item.proposal.codemod)
        if !isNarrow { first.append("   \(item.kind)", .dim) }
        let status = status(item)
        var second = StyledLine(" ") + StyledLine(item.location, Style(.cyan, isBold: true))
        if !item.scope.isEmpty, !isLow { second.append("   \(item.scope)", .dim) }
        if let text = status.text {
            let reason = decision(on: item)?.reason.map { ": \($0)" } ?? ""
            let edited = decision(on: item)?.edit == nil ? "" : " as edited"
            second.append("   \(status.mark) \(text)\(edited)\(reason)", Self.style(of: status))
        }
        let state = isNarrow ? "" : options.text + " "
        let head = [header(first, progress), header(second, state)]
        if isLow { return head + [StyledLine(" " + item.message)] }
        return head + [rule] + reason(item) + [rule]
    }

    /// What is wrong, and where that is known from.
    private func reason(_ item: ReviewItem) -> [StyledLine] {
        let finding = item.proposal.findings.first
        var lines = StyledLine.words(item.message, columns: max(10, size.columns - 2)).prefix(3)
            .map { StyledLine(" ") + $0 }
        // What the message names need not be said again.
        let evidence = (finding?.evidence ?? []).filter { !item.message.contains("\($0.path):\($0.position.line)") }
        for evidence in evidence.prefix(size.rows < 30 ? 1 : 3) {
            lines.append(StyledLine(" \(evidence.path):\(evidence.position.line)   \(evidence.label)", .dim))
        }
        let further = item.proposal.findings.dropFirst()
        if !further.isEmpty {
            let places = further.prefix(4).map { "line \($0.position.line)" }.joined(separator: ", ")
            lines.append(StyledLine(" also repairs \(places)\(further.count > 4 ? ", …" : "")", .dim))
        }
        return lines
    }

    private func notes(_ item: ReviewItem, _ view: FixView) -> StyledLine? {
        guard !isLow else { return nil }
        var notes: [String] = []
        if view.hasIndentedLines, options.hidesSpaces, options.layout == .unified { notes.append("› indented only") }
        if !view.requires.isEmpty { notes.append("only together with \(Self.list(view.requires))") }
        if !item.twins.isEmpty { notes.append("≡ same statement: \(Self.list(item.twins))") }
        return notes.isEmpty ? nil : StyledLine(" " + notes.joined(separator: "     "), .dim)
    }

    private static func list(_ numbers: [Int]) -> String {
        numbers.prefix(8).map(String.init).joined(separator: ", ") + (numbers.count > 8 ? ", …" : "")
    }

    private var fixKeys: [StyledLine] {
        if isNarrow {
            return [
                keys(
                    "*y n* decide  *j k* move  *u* undo  *b* list  *?* keys  *q* quit",
                    "*y n* decide  *j k* move  *?* keys  *q* quit",
                    "*y n j k ? q*")
            ]
        }
        return [
            keys(
                "*y n* decide   *a d* file   *A D* codemod   *i* ignore…   *e* edit   *o* open   *x* layout   *w* spaces"
            ),
            keys(
                "*j k* next, previous   *u* undo   *b* list   *p* document   *c* commit   *?* keys   *q* quit and keep",
                "*j k* move   *u* undo   *b* list   *p* document   *c* commit   *?* keys   *q* quit"),
        ]
    }
}
