import Reporting
import Rewriting
import SourceText
import Terminal

/// The session as lines of text without a screen: nothing is drawn over, and every line makes sense when it is read aloud.
extension ReviewSession {
    /// What there is to read now.
    public var plainText: [String] {
        var lines = [""]
        if let message { lines.append(message) }
        switch (overlay, screen) {
        case (.text(let page), _): lines += page.lines.map(\.text)
        case (.prompt, _), (.confirm, _): break
        case (nil, .overview): lines += items.map(plainRow)
        case (nil, .fix): lines += plainFix
        case (nil, .refused):
            lines += others.map { "\($0.path):\($0.position.line) \($0.codemod): \(PatchReport.message($0))" }
        case (nil, .finish): lines += finishScreen.map(\.text).filter { $0.contains { $0 != " " && $0 != "─" } }
        }
        return lines.map(Self.trimmed)
    }

    /// What to ask after it, without a line end.
    public var plainQuestion: String {
        switch (overlay, screen) {
        case (.prompt(let prompt), _): prompt.label
        case (.confirm(let question), _): question.text + " "
        case (.text, _): "press Enter to go on: "
        case (nil, .fix): "accept? [y,n,N,i,e,a,d,A,D,S,j,k,o,p,u,b,c,?,q] "
        case (nil, .overview): "[j,k,y,n,l opens,g number,/ find,f filter,S,u,r,c,?,q] "
        case (nil, .refused): "[b,q] "
        case (nil, .finish): "[C commit,B branch,p patch,b,u,q] "
        }
    }

    private func plainRow(_ item: ReviewItem) -> String {
        let state = status(item).text ?? "open"
        let mark = item.number == current + 1 ? "* " : "  "
        return
            "\(mark)\(item.number) \(state): \(item.location) \(item.proposal.codemod) (\(item.kind)): \(item.message)"
    }

    private var plainFix: [String] {
        guard let item else { return [] }
        let state = status(item).text.map { ", \($0)" } ?? ""
        let head = "\(item.number) of \(items.count), \(openCount) left\(state)"
        let evidence = (item.proposal.findings.first?.evidence ?? []).map {
            "\($0.path):\($0.position.line): \($0.label)"
        }
        let scope = item.scope.isEmpty ? "" : " in \(item.scope)"
        return [head, "\(item.location)\(scope), \(item.proposal.codemod) (\(item.kind))", item.message] + evidence
            + [""] + (view?.lines ?? []).map(\.text)
    }

    private static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
