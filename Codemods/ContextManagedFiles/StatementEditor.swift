import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Collects the edits that put statements into a `with` block.
struct StatementEditor {
    private var edits: [TextEdit] = []
    private var moves: [TextEdit] = []
    private var removedLines: [Range<Int>] = []
    let file: FileContext
    /// The indentation of the line that the block's header will stand on.
    let base: String
    /// What a line of the block is deeper by.
    let unit: String

    init(_ file: FileContext, base: String, unit: String? = nil) {
        self.file = file
        self.base = base
        self.unit = unit ?? file.style.indentUnit
    }

    private var source: SourceText { file.source }
    private var newline: String { file.style.lineEnding.rawValue }
    var bodyIndentation: String { base + unit }

    /// All edits together. Lines that go, or that a replacement swallows, are not moved first.
    var result: [TextEdit] {
        let swallowed = edits.map { min($0.range.lowerBound + 1, $0.range.upperBound)..<$0.range.upperBound }
        let gone = removedLines + swallowed
        return edits + moves.filter { move in !gone.contains { $0.contains(move.range.lowerBound) } }
    }

    // MARK: Headers

    /// `f = open(…)` becomes `with open(…) as f:`.
    mutating func turnIntoHeader(_ statement: Syntax, _ opener: FileOpener, name: String?) {
        let value = opener.isAsync ? opener.call : opener.value
        let valueStart = opener.isAsync ? opener.call.start : opener.value.start
        let keyword = opener.isAsync ? "async with " : "with "
        var edits: [TextEdit] = []
        edits.append(TextEdit(replacing: statement.start..<valueStart, with: keyword))
        let ending = (name.map { " as \($0)" } ?? "") + ":"
        edits.append(TextEdit(replacing: value.end..<endWithSemicolon(statement), with: ending))
        self.edits +=
            edits + wrapping(value, growth: keyword.utf8.count + ending.utf8.count - (valueStart - statement.start))
    }

    /// A semicolon at the end of the line goes too.
    private func endWithSemicolon(_ statement: Syntax) -> Int {
        let next = statement.tokenRange.upperBound
        guard file.tree.tokens[next].kind == .semicolon, !isFollowedOnLine(statement) else { return statement.end }
        return file.tree.tokens[next].range.upperBound
    }

    /// Breaks a call's arguments onto a line of their own where the header would become longer than lines may be.
    private func wrapping(_ value: Syntax, growth: Int) -> [TextEdit] {
        guard value.kind == .call, let arguments = value.child(.arguments), arguments.firstChild != nil,
            !source.bytes[value.range].contains(where: Layout.isLineEnd)
        else { return [] }
        let line = Layout.lineStart(of: value.start, in: source)
        let width = source.string(in: line..<value.end).count
        guard width <= file.style.lineLength, width + growth > file.style.lineLength else { return [] }
        return [
            TextEdit(insertingAt: arguments.start + 1, newline + base + unit),
            TextEdit(insertingAt: arguments.end - 1, newline + base),
        ]
    }

    // MARK: Moving

    /// Moves every line that starts in a range one level deeper.
    mutating func deepen(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        moves += Reindentation.deepening(linesIn: range, by: unit, behind: base, of: file.tree)
    }

    /// Puts each of some statements that follow each other on a line of its own where semicolons join them.
    mutating func split(_ statements: [Syntax], removed: Set<Syntax>, indentation: (Int) -> String) {
        for index in statements.indices.dropFirst() where isJoined(statements[index]) {
            let (previous, next) = (statements[index - 1], statements[index])
            if removed.contains(next) {
                edits.append(TextEdit(deleting: previous.end..<next.end))
            } else if removed.contains(previous), !isJoined(previous) {
                edits.append(TextEdit(deleting: previous.start..<next.start))
            } else {
                let start = previous.end
                edits.append(TextEdit(replacing: start..<next.start, with: newline + indentation(index)))
            }
        }
    }

    /// True where a semicolon stands between a statement and the one before it.
    func isJoined(_ statement: Syntax) -> Bool {
        statement.firstToken > 0 && file.tree.tokens[statement.firstToken - 1].kind == .semicolon
    }

    func isFollowedOnLine(_ statement: Syntax) -> Bool {
        let next = statement.tokenRange.upperBound
        return next + 1 < file.tree.tokens.count && file.tree.tokens[next].kind == .semicolon
            && file.tree.tokens[next + 1].kind != .newline
    }

    // MARK: Removing

    /// Takes a statement or header out with its line. A comment behind it stays, alone on the line.
    mutating func remove(_ range: Range<Int>, deepeningComment: Bool = false) {
        let lineStart = Layout.lineStart(of: range.lowerBound, in: source)
        var end = Layout.skipBlanks(from: range.upperBound, in: source)
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: ";") {
            end = Layout.skipBlanks(from: end + 1, in: source)
        }
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: "#") {
            edits.append(TextEdit(replacing: range.lowerBound..<end, with: deepeningComment ? unit : ""))
        } else {
            let lines = lineStart..<Layout.nextLineStart(of: end, in: source)
            removedLines.append(lines)
            edits.append(TextEdit(deleting: lines))
        }
    }

    mutating func replace(_ range: Range<Int>, with text: String) {
        edits.append(TextEdit(replacing: range, with: text))
    }

    /// A line of the block right below its header.
    mutating func insertBodyLine(_ text: String, below statement: Syntax) {
        // What follows on the header's line is split off behind it.
        let end = isFollowedOnLine(statement) ? statement.end : Layout.lineEnd(of: statement.end, in: source)
        edits.append(TextEdit(insertingAt: end, newline + bodyIndentation + text))
    }

    /// A header on a line of its own in front of a statement.
    mutating func insertHeader(_ text: String, before statement: Syntax) {
        let start = Layout.lineStart(of: statement.start, in: source)
        let indentation = Layout.indentation(before: statement.start, in: source)
        edits.append(TextEdit(insertingAt: start, indentation + text + newline))
    }
}
