import Rewriting
import Terminal

/// All keys.
enum ReviewHelp {
    private static let keys = [
        ("", "Decide"),
        ("y n", "accept, reject; go on to the next open fix"),
        ("N i", "reject, ignore with a reason: 'ignore' says that the place is not a defect"),
        ("a d", "accept, reject all that is open in this file"),
        ("A D", "accept, reject all that is open of this codemod"),
        ("S", "accept all open safe fixes"),
        ("e", "edit the lines in $EDITOR, and accept them"),
        ("u U", "undo, redo, back to the start of the review"),
        ("", "Look"),
        ("j k", "next, previous: open fix, or row of the list"),
        ("J K", "next, previous fix, open or not"),
        ("↓ ↑ space", "scroll"),
        ("w", "show white space: lines that are only indented are marked with › otherwise"),
        ("x", "unified, side by side (from 120 columns), before, after"),
        ("+ -", "more, fewer lines around a change"),
        ("z", "the whole function"),
        ("o", "open the place in $EDITOR, then look at the project again"),
        ("p", "what the codemod does, and why; on the last screen: the patch"),
        ("", "Find"),
        ("/ f", "find words, filter by state"),
        ("g", "go to a number"),
        ("r", "places without a fix, with reasons"),
        ("b", "back to the list"),
        ("", "End"),
        ("c", "what a commit would be; then C commits"),
        ("B", "on the last screen: another branch"),
        ("q", "quit; every decision is kept already"),
    ]

    static func page(columns: Int) -> TextPage {
        let lines = keys.flatMap { key, text -> [StyledLine] in
            if key.isEmpty { return [StyledLine(), StyledLine(" " + text, .bold)] }
            let label = StyledLine("   " + key, .bold).padded(to: 14)
            let rows = StyledLine.words(text, columns: max(10, columns - 15))
            return rows.enumerated().map { ($0 == 0 ? label : StyledLine(String(repeating: " ", count: 14))) + $1 }
        }
        return TextPage(title: "keys", lines: Array(lines.dropFirst()))
    }
}

extension TextPage {
    init(document: CodemodDocument, columns: Int) {
        self.init(title: document.id, text: document.markdown, columns: columns)
    }

    /// - Parameter text: lines that are too long continue on the next one.
    init(title: String, text: String, columns: Int) {
        self.init(
            title: title,
            lines: text.split(separator: "\n", omittingEmptySubsequences: false)
                .flatMap { StyledLine(String($0)).wrapped(to: max(1, columns)) })
    }
}
