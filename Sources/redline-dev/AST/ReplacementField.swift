import PythonSyntax
import SourceText

/// The parts of `{value = !r : specification}` that are tokens rather than nodes.
struct ReplacementField {
    private let node: Syntax
    /// The token after the value.
    private let next: Int

    init(_ node: Syntax) {
        self.node = node
        next = (node.child(.value) ?? node).tokenRange.upperBound
    }

    private var tokens: TokenList { node.tree.tokens }

    /// `{value=}` shows its own text.
    var showsItself: Bool { tokens[next].kind == .equal }

    /// The character after `!`, or -1. A field with `=` uses `repr`, unless it has a format specification.
    var conversion: Int {
        let mark = showsItself ? next + 1 : next
        if tokens[mark].kind == .exclamation { return Int(node.tree.bytes(ofToken: mark + 1).first ?? 0) }
        return showsItself && tokens[mark].kind == .rightBrace ? 114 : -1
    }

    /// From the opening brace to the end of the equal sign and its white space: the text that a field with `=` shows.
    var shownRange: Range<Int> {
        tokens[node.firstToken].range.upperBound..<tokens[next + 1].range.lowerBound
    }

    /// The text that a field with `=` shows.
    var shownText: [UInt8] { text(before: next + 1) }

    /// The source of a t-string's value, without the white space after it.
    var expressionText: [UInt8] {
        let text = text(before: next)
        let end = text.lastIndex { ![0x20, 0x09, 0x0A, 0x0C].contains($0) }
        return Array(text.prefix((end ?? -1) + 1))
    }

    /// The text from the opening brace to a token as CPython keeps it: without comments, line ends as line feeds.
    private func text(before end: Int) -> [UInt8] {
        var text: [UInt8] = []
        for index in node.firstToken + 1...end {
            let gap = tokens[index - 1].range.upperBound..<tokens[index].range.lowerBound
            text += withoutComments(node.tree.source.bytes[gap])
            if index < end { text += node.tree.bytes(ofToken: index) }
        }
        return StringLiteral.withLineFeeds(text[...])
    }

    private func withoutComments(_ gap: ArraySlice<UInt8>) -> [UInt8] {
        var isComment = false
        return gap.filter { byte in
            if byte == UInt8(ascii: "#") { isComment = true }
            if byte == 0x0A || byte == 0x0D { isComment = false }
            return !isComment
        }
    }
}
