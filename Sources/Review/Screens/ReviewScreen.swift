import Reporting
import Terminal

/// Draws a session. The same session gives the same lines: as many as the screen has, none longer than it is wide.
extension ReviewSession {
    public func render() -> [StyledLine] {
        let lines =
            switch overlay {
            case .text(let page): textScreen(page)
            default: screenLines
            }
        return fitted(lines)
    }

    private var screenLines: [StyledLine] {
        switch screen {
        case .overview: overviewScreen
        case .fix: fixScreen
        case .refused: refusedScreen
        case .finish: finishScreen
        }
    }

    private func fitted(_ lines: [StyledLine]) -> [StyledLine] {
        let missing = max(0, size.rows - lines.count)
        return (lines + Array(repeating: StyledLine(), count: missing)).prefix(size.rows).map {
            $0.cut(to: size.columns)
        }
    }

    // MARK: Parts of all screens

    var isNarrow: Bool { size.columns < 80 }
    /// So few lines that only what matters most is shown.
    var isLow: Bool { size.rows < 20 }

    var rule: StyledLine { StyledLine(String(repeating: "─", count: size.columns), .dim) }

    var progress: String {
        let decided = items.count - openCount
        return isNarrow ? "\(decided)/\(items.count) " : "\(decided) decided · \(openCount) left "
    }

    func header(_ text: StyledLine, _ right: String) -> StyledLine {
        text.with(StyledLine(right), at: size.columns)
    }

    /// The last lines: a question, a line to type, or the keys; before them what just happened.
    func footer(_ keys: [StyledLine], note: StyledLine? = nil) -> [StyledLine] {
        switch overlay {
        case .prompt(let prompt):
            let text = StyledLine(" " + prompt.label, .bold) + StyledLine(prompt.text)
            let shown = text.width < size.columns ? text : text.wrapped(to: size.columns - 1).last ?? text
            return [rule, shown + StyledLine(" ", .reversed)]
                + (isLow ? [] : [StyledLine(" Enter keeps it, Escape goes back", .dim)])
        case .confirm(let question):
            let last = message.map { StyledLine(" " + $0, Style(.yellow)) }
            return [rule, StyledLine(" " + question.text, .bold)] + (isLow ? [] : [last ?? StyledLine()])
        default:
            let said = message.map { StyledLine(" " + $0, Style(.yellow, isBold: true)) } ?? note
            return (said.map { [rule, $0] } ?? [rule]) + keys
        }
    }

    /// The first of several texts that fits, or the last one, cut. Names of keys are bold.
    func keys(_ texts: String...) -> StyledLine {
        let lines = texts.map(Self.keyLine)
        return lines.first { $0.width <= size.columns } ?? lines.last ?? StyledLine()
    }

    private static func keyLine(_ text: String) -> StyledLine {
        var line = StyledLine(" ")
        for (index, part) in text.split(separator: "*", omittingEmptySubsequences: false).enumerated() {
            line.append(String(part), index % 2 == 1 ? .bold : .plain)
        }
        return line
    }

    private func textScreen(_ page: TextPage) -> [StyledLine] {
        let rows = max(1, size.rows - 3)
        let last = min(page.lines.count, page.top + rows)
        let place = page.lines.count > rows ? "\(page.top + 1) to \(last) of \(page.lines.count) " : ""
        let shown = Array(page.lines[min(page.top, page.lines.count)..<last])
        let missing = Array(repeating: StyledLine(), count: max(0, rows - shown.count))
        return [header(StyledLine(" " + page.title, .bold), place)] + shown + missing
            + [rule, keys("*↓ ↑ space* scroll   *q* back")]
    }
}
