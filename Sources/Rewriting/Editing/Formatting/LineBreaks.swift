import PythonSyntax
import SourceText

/// Breaks a line at its last bracket, as ruff and black do: the content goes to a line of its own if it fits, else to one
/// line per item with a comma after the last. Nil for what they break elsewhere, such as operators and chains of calls.
struct LineBreaks {
    private let tree: SyntaxTree
    private let pairs: BracketPairs
    private let unit: String
    private let newline: String
    private let limit: Int

    init(in tree: SyntaxTree, style: FileStyle, limit: Int) {
        self.tree = tree
        self.limit = limit
        pairs = BracketPairs(tree)
        unit = style.indentUnit
        newline = style.lineEnding.rawValue
    }

    /// The edits that break a line; nil if it cannot be broken.
    func edits(ofLine line: Range<Int>) -> [TextEdit]? {
        let tokens = tree.tokenIndex(atOrAfter: line.lowerBound)..<tree.tokenIndex(atOrAfter: line.upperBound)
        let run = tokens.filter { !isLayout($0) }
        guard let first = run.first, let last = run.last, range(last).upperBound <= line.upperBound,
            range(last).upperBound == lastNonBlank(of: line), isBalanced(first..<last + 1)
        else { return nil }
        let indentation = Layout.indentation(before: range(first).lowerBound, in: tree.source)
        guard let opener = pairs.opener(around: first) else {
            let isWhole = (first == 0 || isLayout(first - 1)) && isLayout(last + 1)
            guard isWhole else { return nil }
            let run = first..<last + 1
            return edits(ofRun: run, at: indentation) ?? parenthesizing(valueOf: run, at: indentation)
        }
        if opener == first - 1, pairs.partner(of: opener) == last + 1, kind(last) != .comma {
            return edits(ofContent: first..<last + 1, in: opener, at: indentation)
        }
        let item = first..<(kind(last) == .comma ? last : last + 1)
        return commas(in: item).isEmpty ? edits(ofRun: item, at: indentation) : nil
    }

    /// The width of a line that a formatter would have broken for being too long; nil for other lines. Long strings are
    /// nobody's choice of a line length.
    func widthOfCode(onLine line: Range<Int>) -> Int? {
        if edits(ofLine: line) != nil { return tree.source.string(in: line).count }
        let tokens = tree.tokenIndex(atOrAfter: line.lowerBound)..<tree.tokenIndex(atOrAfter: line.upperBound)
        let run = tokens.filter { !isLayout($0) }
        guard let first = run.first, let last = run.last, range(last).upperBound <= line.upperBound,
            first == 0 || isLayout(first - 1), isLayout(last + 1), isBalanced(first..<last + 1),
            kind(first) != .keywordFrom, kind(first) != .keywordImport,
            top(of: first..<last + 1).contains(where: isFilledBracket),
            !run.contains(where: { kind($0) == .string && range($0).count > limit / 2 })
        else { return nil }
        let width = tree.source.string(in: line.lowerBound..<range(last).upperBound).count
        return width > limit ? width : nil
    }

    private func isFilledBracket(_ index: Int) -> Bool {
        kind(index).opensBracket && kind(index) != .fStringStart && pairs.partner(of: index) != index + 1
    }

    // MARK: Shapes

    /// A statement, a header or one item in brackets, which begins at an indentation: its last bracket is broken.
    private func edits(ofRun run: Range<Int>, at indentation: String) -> [TextEdit]? {
        guard let close = closer(of: run), let open = pairs.partner(of: close), open >= run.lowerBound,
            open + 1 < close,
            kind(open) != .fStringStart, RunHead(tree, pairs, run.lowerBound..<open).canStayWhole,
            indentation.count + width(run.lowerBound..<open + 1) <= limit
        else { return nil }
        let inner = indentation + unit
        let content = open + 1..<close
        var edits = [breakAfter(open, at: inner), breakAfter(close - 1, at: indentation)]
        let needsItems = !isTrailer(open) && !isComprehension(content) && !commas(in: content).isEmpty
        if needsItems || inner.count + width(content) > limit {
            guard let more = self.edits(ofContent: content, in: open, at: inner) else {
                return needsItems ? nil : edits
            }
            // The comma after the last item goes before the line ending there.
            edits[1] = merged(edits[1], more)
            edits += more.filter { $0.range.lowerBound != edits[1].range.lowerBound }
        }
        return edits
    }

    /// `name = (`, a chain of calls and `)`.
    private func parenthesizing(valueOf run: Range<Int>, at indentation: String) -> [TextEdit]? {
        let last = run.upperBound - 1
        let sign =
            kind(run.lowerBound) == .keywordReturn
            ? run.lowerBound : top(of: run).last { kind($0) == .equal && $0 < last } ?? last
        guard sign + 1 < last, kind(last) == .rightParenthesis, let open = pairs.partner(of: last), sign + 1 < open,
            isTrailer(open)
        else { return nil }
        let value = RunHead(tree, pairs, sign + 1..<open)
        let inner = indentation + unit
        guard value.isPlain, value.isChain, inner.count + width(sign + 1..<last + 1) <= limit else { return nil }
        return [
            TextEdit(insertingAt: range(sign + 1).lowerBound, "(" + newline + inner),
            TextEdit(insertingAt: range(last).upperBound, newline + indentation + ")"),
        ]
    }

    private func merged(_ lineBreak: TextEdit, _ more: [TextEdit]) -> TextEdit {
        guard let comma = more.first(where: { $0.range.lowerBound == lineBreak.range.lowerBound }) else {
            return lineBreak
        }
        return TextEdit(replacing: lineBreak.range, with: comma.replacement + lineBreak.replacement)
    }

    /// What is inside a bracket and does not fit on the line that it has for itself.
    private func edits(ofContent content: Range<Int>, in open: Int, at indentation: String) -> [TextEdit]? {
        guard !top(of: content).contains(where: { kind($0) == .keywordLambda || kind($0) == .colonEqual }) else {
            return nil
        }
        if isComprehension(content) { return clauses(of: content).map { breakAfter($0 - 1, at: indentation) } }
        let commas = commas(in: content)
        if commas.isEmpty { return edits(ofRun: content, at: indentation) }
        guard kind(open) != .leftBracket || !isTrailer(open) else { return nil }
        var edits = commas.filter { $0 + 1 < content.upperBound }.map { breakAfter($0, at: indentation) }
        let starts = [content.lowerBound] + commas.map { $0 + 1 }
        for (start, end) in zip(starts, commas + [content.upperBound]) where start < end {
            if indentation.count + width(start..<end) + 1 > limit {
                edits += self.edits(ofRun: start..<end, at: indentation) ?? []
            }
        }
        if commas.last != content.upperBound - 1 {
            edits.append(TextEdit(insertingAt: range(content.upperBound - 1).upperBound, ","))
        }
        return edits
    }

    private func isComprehension(_ content: Range<Int>) -> Bool {
        top(of: content).contains { kind($0) == .keywordFor }
    }

    /// The tokens that begin the clauses of a comprehension; none if a conditional expression hides which `if` does.
    private func clauses(of content: Range<Int>) -> [Int] {
        let top = top(of: content)
        guard !top.contains(where: { kind($0) == .keywordElse }) else { return [] }
        let first = top.first { kind($0) == .keywordFor } ?? content.upperBound
        return top.filter { $0 >= first && (kind($0) == .keywordFor || kind($0) == .keywordIf) }
            .map { kind($0 - 1) == .keywordAsync ? $0 - 1 : $0 }
    }

    /// The last bracket of a run, before a colon or the target of a `with`.
    private func closer(of run: Range<Int>) -> Int? {
        var last = run.upperBound - 1
        if pairs.opener(around: run.lowerBound) == nil, kind(last) == .colon {
            last -= 1
            if kind(run.lowerBound) == .keywordWith || kind(run.lowerBound) == .keywordAsync, last - 1 > run.lowerBound,
                kind(last).isName, kind(last - 1) == .keywordAs
            {
                last -= 2
            }
        }
        return last > run.lowerBound && kind(last).closesBracket ? last : nil
    }

    /// True for the brackets of a call or subscript, not of a list or tuple.
    private func isTrailer(_ open: Int) -> Bool {
        guard kind(open) != .leftBrace, open > 0 else { return false }
        let previous = kind(open - 1)
        return previous.isName || previous.closesBracket || previous == .string
    }

    // MARK: Tokens

    private func kind(_ index: Int) -> TokenKind { tree.tokens[index].kind }

    private func range(_ index: Int) -> Range<Int> { tree.tokens[index].range }

    private func isLayout(_ index: Int) -> Bool {
        switch kind(index) {
        case .newline, .indent, .dedent, .endOfFile: true
        default: false
        }
    }

    private func width(_ tokens: Range<Int>) -> Int {
        guard let first = tokens.first, let last = tokens.last else { return 0 }
        return tree.source.string(in: range(first).lowerBound..<range(last).upperBound).count
    }

    private func lastNonBlank(of line: Range<Int>) -> Int {
        tree.source.bytes[line].lastIndex { !Layout.isBlank($0) }.map { $0 + 1 } ?? line.lowerBound
    }

    private func isBalanced(_ run: Range<Int>) -> Bool {
        run.allSatisfy { index in pairs.partner(of: index).map(run.contains) ?? true }
    }

    /// The tokens of a range that are in no bracket inside it.
    private func top(of range: Range<Int>) -> [Int] {
        RunHead.top(of: range, pairs)
    }

    private func commas(in content: Range<Int>) -> [Int] { top(of: content).filter { kind($0) == .comma } }

    private func breakAfter(_ index: Int, at indentation: String) -> TextEdit {
        TextEdit(
            replacing: range(index).upperBound..<range(index + 1).lowerBound, with: newline + indentation)
    }
}

/// What is before the last bracket of a statement or item.
struct RunHead {
    private let tree: SyntaxTree
    private let pairs: BracketPairs
    private let tokens: Range<Int>

    init(_ tree: SyntaxTree, _ pairs: BracketPairs, _ tokens: Range<Int>) {
        self.tree = tree
        self.pairs = pairs
        self.tokens = tokens
    }

    /// True if a formatter would break nothing in it: no operator, and at most one call on the result of another.
    var canStayWhole: Bool { isPlain && !isChain }

    /// True if there is no operator in it.
    var isPlain: Bool {
        let kinds = Self.top(of: tokens, pairs).map { tree.tokens[$0].kind }
        let isInside = pairs.opener(around: tokens.lowerBound) != nil
        let isFor = kinds.prefix(2).contains(.keywordFor)
        let target = kinds.lastIndex { $0 == .equal || isFor && $0 == .keywordIn } ?? -1
        for (place, kind) in kinds.enumerated() {
            let isPlain =
                switch kind {
                case .dot, .equal, .string, .number, .keywordAwait, .keywordNone, .keywordTrue, .keywordFalse: true
                case .comma: place < target
                case .keywordIn: isFor
                case .colon: isInside && target < 0
                case .star, .doubleStar: place == 0 && isInside
                case .keywordAnd, .keywordOr: place == 0 && isInside
                default: kind.isName || kind.opensBracket || place < 2 && Self.starts.contains(kind)
                }
            guard isPlain else { return false }
        }
        return !zip(kinds, kinds.dropFirst()).contains { Self.isText($0) && Self.isText($1) }
    }

    /// True if at least two calls are on the results of others.
    var isChain: Bool {
        Self.top(of: tokens, pairs).filter { index in
            guard tree.tokens[index].kind == .dot, index > tokens.lowerBound else { return false }
            let previous = tree.tokens[index - 1].kind
            return previous.closesBracket && previous != .fStringEnd
        }.count > 1
    }

    private static func isText(_ kind: TokenKind) -> Bool { kind == .string || kind == .fStringStart }

    private static let starts: Set<TokenKind> = [
        .keywordReturn, .keywordRaise, .keywordWith, .keywordAsync, .keywordFor, .keywordIf, .keywordElif,
        .keywordWhile,
        .keywordAssert,
    ]

    /// The tokens of a range that are in no bracket inside it; of a pair the opening one.
    static func top(of range: Range<Int>, _ pairs: BracketPairs) -> [Int] {
        var found: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            found.append(index)
            if let partner = pairs.partner(of: index), partner > index { index = partner }
            index += 1
        }
        return found
    }
}
