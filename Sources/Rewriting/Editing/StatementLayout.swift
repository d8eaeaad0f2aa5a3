import PythonSyntax
import SourceText

/// The layout of statements on their lines: semicolons, comments, blank lines and indentation.
public struct StatementLayout {
    let tree: SyntaxTree

    public init(_ tree: SyntaxTree) { self.tree = tree }

    private var source: SourceText { tree.source }

    // MARK: Shared lines

    /// True if a semicolon separates a statement from the previous one.
    public func isJoined(_ statement: Syntax) -> Bool {
        statement.firstToken > 0 && tree.tokens[statement.firstToken - 1].kind == .semicolon
    }

    /// True if another statement follows on the line on which a statement ends.
    public func isFollowed(_ statement: Syntax) -> Bool {
        let next = statement.tokenRange.upperBound
        return hasSemicolon(after: statement) && next + 1 < tree.tokens.count && tree.tokens[next + 1].kind != .newline
    }

    /// True if a statement shares a line with another one of its suite.
    public func sharesLine(_ statement: Syntax) -> Bool { isJoined(statement) || isFollowed(statement) }

    /// True if a statement begins and ends its line or lines, without a semicolon.
    public func isAlone(_ statement: Syntax) -> Bool {
        Layout.isFirstOnLine(statement.start, in: source) && !hasSemicolon(after: statement)
    }

    /// What goes with a statement that shares its line: the semicolon after it, or before the last one. Nil if it has the line alone.
    func rangeOnSharedLine(_ range: Range<Int>) -> Range<Int>? {
        let first = tree.tokenIndex(atOrAfter: range.lowerBound)
        let next = tree.tokenIndex(atOrAfter: range.upperBound)
        if next + 1 < tree.tokens.count, tree.tokens[next].kind == .semicolon, tree.tokens[next + 1].kind != .newline {
            return range.lowerBound..<tree.tokens[next + 1].range.lowerBound
        }
        guard first > 0, tree.tokens[first - 1].kind == .semicolon else { return nil }
        return tree.tokens[first - 1].range.lowerBound..<range.upperBound
    }

    func hasSemicolon(after statement: Syntax) -> Bool {
        let next = statement.tokenRange.upperBound
        return next < tree.tokens.count && tree.tokens[next].kind == .semicolon
    }

    /// True if a string literal inside a node spans lines, which cannot be re-indented then.
    public func holdsMultiLineString(_ node: Syntax) -> Bool {
        !Reindentation.multiLineStrings(in: node.range, of: tree).isEmpty
    }

    /// True if bytes span more than one physical line.
    public func isBroken(_ range: Range<Int>) -> Bool { source.bytes[range].contains(where: Layout.isLineEnd) }

    /// The text of a range with the line breaks inside its brackets taken out. Nil if something asks for them: a comment, a comma after
    /// the last item, a backslash, a string over lines or one after another. A name may stand for a part of it.
    public func onOneLine(_ range: Range<Int>, replacing part: Range<Int>? = nil, with name: String = "") -> String? {
        var text = ""
        var previous: Token?
        for token in tree.tokens[tree.tokenIndex(atOrAfter: range.lowerBound)...] {
            if token.range.lowerBound >= range.upperBound { break }
            let isReplaced = part?.contains(token.range.lowerBound) ?? false
            if isReplaced, token.range.lowerBound != part?.lowerBound {
                previous = token
                continue
            }
            if let previous {
                guard let gap = gap(previous, token) else { return nil }
                text += gap
            }
            if !isReplaced, isBroken(token.range) { return nil }
            text += isReplaced ? name : source.string(in: token.range)
            previous = token
        }
        return text
    }

    /// What stands between two tokens on one line.
    private func gap(_ first: Token, _ second: Token) -> String? {
        let gap = source.string(in: first.range.upperBound..<second.range.lowerBound)
        guard isBroken(first.range.upperBound..<second.range.lowerBound) else { return gap }
        let isText: (TokenKind) -> Bool = { [.string, .fStringStart, .fStringEnd].contains($0) }
        if gap.contains("#") || gap.contains("\\") || isText(first.kind) && isText(second.kind) { return nil }
        if second.kind.closesBracket { return first.kind == .comma ? nil : "" }
        return first.kind.opensBracket ? "" : " "
    }

    // MARK: Lines

    public func indentation(of node: Syntax) -> String { Layout.indentation(before: node.start, in: source) }

    public func lineStart(of node: Syntax) -> Int { Layout.lineStart(of: node.start, in: source) }

    /// The start of the line after the one on which a node ends.
    public func nextLine(after node: Syntax) -> Int { Layout.nextLineStart(of: node.end, in: source) }

    /// The start of a statement's line, or of the comments directly above it; never above the line of `header`.
    public func startWithComments(of statement: Syntax, below header: Int) -> Int {
        let afterHeader = Layout.nextLineStart(of: header, in: source)
        var start = lineStart(of: statement)
        while start > afterHeader {
            let previous = Layout.previousLineStart(before: start, in: source)
            guard previous >= afterHeader, isComment(lineAt: previous) else { break }
            start = previous
        }
        return start
    }

    /// True if the line that starts at an offset contains only a comment.
    public func isComment(lineAt start: Int) -> Bool {
        let text = Layout.skipBlanks(from: start, in: source)
        return text < source.bytes.count && source.bytes[text] == UInt8(ascii: "#")
    }

    /// True for a statement right below another one, without a comment on its line.
    public func isUncommented(_ statement: Syntax, after previous: Syntax) -> Bool {
        let end = Layout.skipBlanks(from: statement.end, in: source)
        return nextLine(after: previous) == lineStart(of: statement)
            && (end >= source.bytes.count || Layout.isLineEnd(source.bytes[end]))
    }

    public func isBlank(_ range: Range<Int>) -> Bool {
        source.bytes[range].allSatisfy { Layout.isBlank($0) || Layout.isLineEnd($0) }
    }

    /// From the first token of a compound statement or clause through the colon before its body.
    public func header(of node: Syntax) -> Range<Int> {
        var colon = node.child(.body)?.firstToken ?? node.tokenRange.upperBound
        while colon > node.firstToken, tree.tokens[colon].kind != .colon { colon -= 1 }
        return node.start..<tree.tokens[colon].range.upperBound
    }

    /// The additional indentation of a compound statement's body; the file's own unit if there is none.
    public func unit(of body: Syntax, in statement: Syntax, style: FileStyle) -> String {
        let (outer, inner) = (indentation(of: statement), indentation(of: body))
        return inner.hasPrefix(outer) ? String(inner.dropFirst(outer.count)) : style.indentUnit
    }
}
