import PythonSyntax
import SourceText

/// The parts of `{value = !r : specification}` that are tokens and no nodes.
struct ReplacementField {
    private let node: Syntax
    /// The token behind the value.
    private let next: Int

    init(_ node: Syntax) {
        self.node = node
        next = (node.child(.value) ?? node).tokenRange.upperBound
    }

    private var tokens: [Token] { node.tree.tokens }

    /// `{value=}` shows its own text.
    var showsItself: Bool { tokens[next].kind == .equal }

    /// The character behind `!`, or -1. A value that shows itself is shown by `repr`, unless it is formatted.
    var conversion: Int {
        let mark = showsItself ? next + 1 : next
        if tokens[mark].kind == .exclamation { return Int(node.tree.bytes(ofToken: mark + 1).first ?? 0) }
        return showsItself && tokens[mark].kind == .rightBrace ? 114 : -1
    }

    /// From the opening brace to what follows the equal sign: the text of a field that shows itself.
    var shownRange: Range<Int> {
        tokens[node.firstToken].range.upperBound..<tokens[next + 1].range.lowerBound
    }

    /// The source of a t-string's value.
    var expressionText: [UInt8] {
        let end = tokens[next].range.lowerBound
        let text = node.tree.source.bytes[tokens[node.firstToken].range.upperBound..<end]
        return StringLiteral.withLineFeeds(text)
    }

    /// The shown text as CPython keeps it: line ends are line feeds, comments are left out.
    var shownText: [UInt8] { StringLiteral.withLineFeeds(node.tree.source.bytes[shownRange]) }
}
