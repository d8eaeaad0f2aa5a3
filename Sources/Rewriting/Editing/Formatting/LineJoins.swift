import PythonSyntax
import SourceText

/// Joins calls over three lines that fit on one after a fix has shortened them, where the file's formatter would.
struct LineJoins {
    private let after: SyntaxTree
    private let style: FileStyle

    init(in after: SyntaxTree, style: FileStyle) {
        self.after = after
        self.style = style
    }

    /// Brackets that are joined now; those around them may be joined next.
    func edits(_ known: Set<ArraySlice<UInt8>>) -> [TextEdit] {
        let pairs = BracketPairs(after)
        var found: [TextEdit] = []
        for (open, token) in after.tokens.enumerated() {
            guard token.kind.opensBracket, token.kind != .fStringStart, let close = pairs.partner(of: open),
                open + 1 < close, isBroken(open), isBroken(close - 1), after.tokens[close - 1].kind != .comma,
                isCall(open) || isReceiver(close), !isBroken(inside: open + 1..<close - 1),
                isNew(open..<close, known), fits(open, close)
            else { continue }
            found += [open, close - 1].map {
                TextEdit(deleting: after.tokens[$0].range.upperBound..<after.tokens[$0 + 1].range.lowerBound)
            }
        }
        return found
    }

    /// True if only a line ending and white space follow a token.
    private func isBroken(_ index: Int) -> Bool {
        let gap = after.source.bytes[gap(index)]
        return gap.contains(where: Layout.isLineEnd) && gap.allSatisfy { Layout.isLineEnd($0) || Layout.isBlank($0) }
    }

    private func isBroken(inside tokens: Range<Int>) -> Bool {
        after.source.bytes[
            after.tokens[tokens.lowerBound].range.lowerBound..<after.tokens[tokens.upperBound].range.upperBound
        ].contains { Layout.isLineEnd($0) || $0 == UInt8(ascii: "#") }
    }

    private func gap(_ index: Int) -> Range<Int> {
        after.tokens[index].range.upperBound..<after.tokens[index + 1].range.lowerBound
    }

    private func isCall(_ open: Int) -> Bool {
        guard after.tokens[open].kind == .leftParenthesis, open > 0 else { return false }
        let previous = after.tokens[open - 1].kind
        return previous.isName || previous.closesBracket
    }

    /// `(await db.execute(query)).first()`: the parentheses stay when the line is joined.
    private func isReceiver(_ close: Int) -> Bool {
        after.tokens[close].kind == .rightParenthesis && after.tokens[close + 1].kind == .dot
    }

    /// True if the fix changed the line before the bracket's content, the content or the line after it.
    private func isNew(_ tokens: Range<Int>, _ known: Set<ArraySlice<UInt8>>) -> Bool {
        [tokens.lowerBound, tokens.lowerBound + 1, tokens.upperBound].contains { index in
            let start = after.tokens[index].range.lowerBound
            let line = Layout.lineStart(of: start, in: after.source)..<Layout.lineEnd(of: start, in: after.source)
            return !known.contains(after.source.bytes[line].drop(while: Layout.isBlank))
        }
    }

    private func fits(_ open: Int, _ close: Int) -> Bool {
        let source = after.source
        let first = Layout.lineStart(of: after.tokens[open].range.lowerBound, in: source)
        let last = Layout.lineEnd(of: after.tokens[close].range.lowerBound, in: source)
        let head = source.string(in: first..<after.tokens[open].range.upperBound)
        let content = after.tokens[open + 1].range.lowerBound..<after.tokens[close - 1].range.upperBound
        let tail = source.string(in: after.tokens[close].range.lowerBound..<last)
        return head.count + source.string(in: content).count + tail.count <= style.lineLength
    }
}
