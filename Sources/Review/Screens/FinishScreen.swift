import Reporting
import Terminal

/// What was decided, and what a commit of it would be.
extension ReviewSession {
    var finishScreen: [StyledLine] {
        let head = [header(StyledLine(" redline review", .bold) + StyledLine("   " + title), progress), rule]
        let bottom = footer(finishKeys)
        let rows = max(1, size.rows - head.count - bottom.count)
        let body = counts + planned + declined + command
        return head + scrolled(body, rows) + bottom
    }

    /// What is below the screen is counted.
    private func scrolled(_ lines: [StyledLine], _ rows: Int) -> [StyledLine] {
        let first = min(top, max(0, lines.count - rows))
        var shown = Array(lines[first...].prefix(rows))
        let below = lines.count - first - shown.count
        if below > 0, rows > 1 { shown[rows - 1] = StyledLine("   … \(below + 1) more lines: ↓", .dim) }
        return shown + Array(repeating: StyledLine(), count: rows - shown.count)
    }

    private func count(_ verdict: Verdict) -> Int { items.count { status($0) == .decided(verdict) } }

    private var counts: [StyledLine] {
        let parts = [
            ("accepted", count(.accept)), ("rejected", count(.reject)), ("ignored", count(.ignore)),
            ("known", count(.known)), ("open", openCount),
        ].filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }
        return [
            StyledLine("   " + (parts.isEmpty ? "Nothing to fix." : parts.joined(separator: "     "))), StyledLine(),
        ]
    }

    private var planned: [StyledLine] {
        guard let preview else {
            return [
                StyledLine(count(.accept) == 0 ? "   Nothing is accepted." : "   Working it out …", .dim),
                StyledLine(),
            ]
        }
        guard !preview.commits.isEmpty else {
            return [StyledLine("   Nothing to commit.", .dim)] + missing(preview) + [StyledLine()]
        }
        let width = max(20, size.columns - (isNarrow ? 18 : 34))
        var lines = [
            StyledLine("   commits", .bold).padded(to: width)
                + StyledLine(isNarrow ? "fixes    +    −" : "fixes  files      +      −", .dim)
        ]
        for (index, commit) in preview.commits.enumerated() {
            let subject = StyledLine("   \(index + 1)  \(commit.subject)").cut(to: width - 1).padded(to: width)
            let numbers =
                isNarrow
                ? [commit.fixes, commit.added, commit.removed]
                : [commit.fixes, commit.files, commit.added, commit.removed]
            let widths = isNarrow ? [5, 5, 5] : [5, 7, 7, 7]
            lines.append(subject + StyledLine(zip(numbers, widths).map { Self.right($0, $1) }.joined()))
        }
        let kind = preview.isNewBranch ? "new" : "exists"
        lines += [
            StyledLine(),
            StyledLine("   branch    ", .bold) + StyledLine("\(preview.branch) (\(kind), from \(preview.base))"),
            StyledLine("             the working tree, the index and HEAD stay as they are", .dim),
        ]
        return lines + missing(preview) + [StyledLine()]
    }

    private static func right(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func missing(_ preview: CommitPreview) -> [StyledLine] {
        guard !preview.missing.isEmpty else { return [] }
        let head = "   not in the commit, because their code is not committed"
        return [StyledLine(), StyledLine(head, Style(.yellow))] + preview.missing.map { StyledLine("      " + $0) }
    }

    private var declined: [StyledLine] {
        [(Verdict.reject, "rejected"), (.ignore, "ignored")].flatMap { verdict, title -> [StyledLine] in
            let items = items.filter { status($0) == .decided(verdict) }
            guard !items.isEmpty else { return [] }
            let rows = items.map { item in
                let reason = decision(on: item)?.reason ?? ""
                return StyledLine("   \(Self.right(item.number, 4))  \(item.location)   ") + StyledLine(reason, .dim)
            }
            return [StyledLine("   " + title, .bold)] + rows + [StyledLine()]
        }
    }

    private var command: [StyledLine] {
        guard let preview, !preview.commits.isEmpty else { return [] }
        return [StyledLine("   $ " + preview.command, .dim)]
    }

    private var finishKeys: [StyledLine] {
        [
            keys(
                "*C* commit   *B* other branch   *p* patch   *b* list   *u* undo   *?* keys   *q* quit, no commit",
                "*C* commit  *B* branch  *p* patch  *b* list  *?* keys  *q* quit",
                "*C* commit  *p* patch  *?* keys  *q* quit")
        ]
    }
}
