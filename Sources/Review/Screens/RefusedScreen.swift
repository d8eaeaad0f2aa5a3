import Reporting
import Rewriting
import SourceText
import Terminal

/// Places without a fix, with reasons.
extension ReviewSession {
    var refusedScreen: [StyledLine] {
        let count = "\(others.count.counted("place")) "
        let head = [header(StyledLine(" without a fix", .bold), count), rule]
        let detail = others.indices.contains(currentOther) ? detail(others[currentOther]) : []
        let bottom = footer([keys("*j k* next, previous   *o* open   *b* list   *?* keys   *q* quit and keep")])
        let rows = max(1, size.rows - head.count - bottom.count - detail.count - 1)
        let list =
            others.isEmpty
            ? window([StyledLine("   None.")], around: 0, rows) { $0 }
            : window(Array(others.indices), around: currentOther, rows) {
                row(others[$0], isCurrent: $0 == currentOther)
            }
        return head + list + [rule] + detail + bottom
    }

    private func row(_ finding: LocatedFinding, isCurrent: Bool) -> StyledLine {
        var line = StyledLine(isCurrent ? " ▌" : "  ", Style(.cyan, isBold: true))
        line.append("\(finding.path):\(finding.position.line)  ", isCurrent ? .bold : .plain)
        return line + StyledLine(PatchReport.word(finding.outcome), .dim)
    }

    private func detail(_ finding: LocatedFinding) -> [StyledLine] {
        let text = "\(finding.codemod): \(PatchReport.message(finding))"
        return StyledLine.words(text, columns: max(10, size.columns - 2)).prefix(isLow ? 2 : 5)
            .map { StyledLine(" ") + $0 }
    }
}
