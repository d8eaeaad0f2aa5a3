import PythonSyntax
import SourceText

/// Collects edits of whole statements and blocks. The only code that handles line starts, semicolons, comments, form
/// feeds and tabs.
public struct BlockEditor {
    private var changes: [TextEdit] = []
    private var moves: [TextEdit] = []
    private var removedLines: [Range<Int>] = []
    /// Comments that go with what the edits delete or replace: a fix has to declare them.
    public internal(set) var removedComments: [Range<Int>] = []
    let file: FileContext
    /// The indentation of the line that will hold the block's header.
    public let base: String
    /// The additional indentation of the block's lines.
    public let unit: String

    public init(_ file: FileContext, base: String, unit: String? = nil) {
        self.file = file
        self.base = base
        self.unit = unit ?? file.style.indentUnit
    }

    /// An editor of blocks that begin at a statement.
    public init(_ file: FileContext, at statement: Syntax, unit: String? = nil) {
        self.init(file, base: StatementLayout(file.tree).indentation(of: statement), unit: unit)
    }

    private var source: SourceText { file.source }
    private var newline: String { file.style.lineEnding.rawValue }
    public var layout: StatementLayout { StatementLayout(file.tree) }
    public var bodyIndentation: String { base + unit }

    /// All edits together. Lines that are deleted or replaced are not re-indented first.
    public var edits: [TextEdit] {
        let swallowed = changes.map { min($0.range.lowerBound + 1, $0.range.upperBound)..<$0.range.upperBound }
        let gone = removedLines + swallowed
        return changes + moves.filter { move in !gone.contains { $0.contains(move.range.lowerBound) } }
    }

    // MARK: Moving

    /// Indents every line that starts in a range.
    public mutating func deepen(_ range: Range<Int>, levels: Int = 1) {
        guard !range.isEmpty else { return }
        let unit = String(repeating: unit, count: levels)
        moves += Reindentation.deepening(linesIn: range, by: unit, behind: base, of: file.tree)
    }

    /// Dedents every line that starts in a range by one level. Lines with less indentation, such as comments, stay.
    public mutating func raise(_ range: Range<Int>) {
        var line = range.lowerBound
        while line < range.upperBound {
            let text = Layout.skipBlanks(from: line, in: source)
            let indentation = Layout.indentation(before: text, in: source)
            let isBlank = text >= source.bytes.count || Layout.isLineEnd(source.bytes[text])
            if !isBlank, indentation.hasPrefix(bodyIndentation) {
                let rest = indentation.dropFirst(bodyIndentation.count)
                changes.append(TextEdit(replacing: line..<text, with: base + rest))
            }
            line = Layout.nextLineStart(of: line, in: source)
        }
    }

    /// Puts consecutive statements that are joined by semicolons on lines of their own.
    public mutating func split(_ statements: [Syntax], removed: Set<Syntax>, indentation: (Int) -> String) {
        for index in statements.indices.dropFirst() where layout.isJoined(statements[index]) {
            let (previous, next) = (statements[index - 1], statements[index])
            if removed.contains(next) {
                changes.append(TextEdit(deleting: previous.end..<next.end))
            } else if removed.contains(previous), !layout.isJoined(previous) {
                changes.append(TextEdit(deleting: previous.start..<next.start))
            } else {
                changes.append(TextEdit(replacing: previous.end..<next.start, with: newline + indentation(index)))
            }
        }
    }

    // MARK: Replacing

    public mutating func replace(_ range: Range<Int>, with text: String) {
        changes.append(TextEdit(replacing: range, with: text))
    }

    /// Turns a statement into the header of a block: `prefix`, the value, `suffix`. If the header would be too long,
    /// a call in it is broken over lines; a semicolon at the end of the line is deleted.
    public mutating func turnIntoHeader(_ statement: Syntax, _ prefix: String, _ value: Syntax, _ suffix: String) {
        replace(statement.start..<value.start, with: prefix)
        let next = statement.tokenRange.upperBound
        let takesSemicolon = layout.hasSemicolon(after: statement) && !layout.isFollowed(statement)
        let end = takesSemicolon ? file.tree.tokens[next].range.upperBound : statement.end
        replace(value.end..<end, with: suffix)
        let growth = prefix.utf8.count + suffix.utf8.count - (value.start - statement.start)
        changes += ArgumentEditor.breaking(
            value, upTo: value.end, growth: growth, base: base, in: file, keepingLongLines: true)
        changes += Reindentation.aligning(
            value, movedBy: prefix.utf8.count - (value.start - statement.start), body: bodyIndentation, in: file.tree)
    }

    // MARK: Deleting

    /// Deletes a statement or header with its line. A comment after it stays on the line, and so do other statements.
    public mutating func delete(_ range: Range<Int>, deepeningComment: Bool = false) {
        if let shared = layout.rangeOnSharedLine(range) {
            changes.append(TextEdit(deleting: shared))
            return
        }
        let lineStart = Layout.lineStart(of: range.lowerBound, in: source)
        var end = Layout.skipBlanks(from: range.upperBound, in: source)
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: ";") {
            end = Layout.skipBlanks(from: end + 1, in: source)
        }
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: "#") {
            replace(range.lowerBound..<end, with: deepeningComment ? unit : "")
        } else {
            removeLines(lineStart..<Layout.nextLineStart(of: end, in: source))
        }
    }

    mutating func removeLines(_ lines: Range<Int>) {
        removedLines.append(lines)
        changes.append(TextEdit(deleting: lines))
    }

    /// Deletes consecutive statements, including the blank lines before the next one. Comments stay.
    public mutating func delete(_ statements: [Syntax], upTo next: Syntax) {
        for (index, statement) in statements.enumerated() {
            if let shared = layout.rangeOnSharedLine(statement.range) {
                changes.append(TextEdit(deleting: shared))
                continue
            }
            let end = Layout.skipBlanks(from: statement.end, in: source)
            if end < source.bytes.count, source.bytes[end] == UInt8(ascii: "#") {
                changes.append(TextEdit(deleting: statement.start..<end))
                continue
            }
            let following = index + 1 < statements.count ? statements[index + 1] : next
            let gap = Layout.nextLineStart(of: end, in: source)..<layout.lineStart(of: following)
            let upper = layout.isBlank(gap) ? gap.upperBound : gap.lowerBound
            changes.append(TextEdit(deleting: layout.lineStart(of: statement)..<upper))
        }
    }

    /// Deletes the blank lines right below the line that a statement ends on.
    public mutating func deleteBlankLines(below statement: Syntax) {
        let start = layout.nextLine(after: statement)
        var end = start
        while end < source.bytes.count {
            let next = Layout.nextLineStart(of: end, in: source)
            guard next > end, layout.isBlank(end..<next) else { break }
            end = next
        }
        guard end > start, !layout.isFollowed(statement) else { return }
        removeLines(start..<end)
    }

    /// Deletes a clause with the blank lines above it.
    public mutating func delete(clause: Syntax) {
        var start = layout.lineStart(of: clause)
        while start > source.contentStart {
            let previous = Layout.previousLineStart(before: start, in: source)
            guard layout.isBlank(previous..<start) else { break }
            start = previous
        }
        changes.append(TextEdit(deleting: start..<layout.nextLine(after: clause)))
    }

    /// Deletes a statement that is alone on its line, unless a comment on the line or right above refers to it.
    public mutating func deleteUncommented(_ statement: Syntax) {
        guard Layout.isFirstOnLine(statement.start, in: source) else { return }
        var end = Layout.skipBlanks(from: statement.end, in: source)
        if layout.hasSemicolon(after: statement), !layout.isFollowed(statement) {
            end = Layout.skipBlanks(from: end + 1, in: source)
        }
        guard end < source.bytes.count, Layout.isLineEnd(source.bytes[end]) else { return }
        let start = layout.lineStart(of: statement)
        let above = Layout.previousLineStart(before: start, in: source)
        if above < start, layout.isComment(lineAt: above) { return }
        changes.append(TextEdit(deleting: start..<Layout.nextLineStart(of: end, in: source)))
    }

    // MARK: Inserting

    /// Inserts text at the start of a line.
    public mutating func insert(_ lines: String, at lineStart: Int) {
        changes.append(TextEdit(insertingAt: lineStart, lines))
    }

    /// Inserts a line of the block directly below its header.
    public mutating func insertBodyLine(_ text: String, below statement: Syntax) {
        // Whatever follows on the header's line is split off after this line.
        let end = layout.isFollowed(statement) ? statement.end : Layout.lineEnd(of: statement.end, in: source)
        changes.append(TextEdit(insertingAt: end, newline + bodyIndentation + text))
    }

    /// Inserts a line before a statement, with the same indentation.
    public mutating func insertLine(_ text: String, before statement: Syntax) {
        insert(layout.indentation(of: statement) + text + newline, at: layout.lineStart(of: statement))
    }

    /// Inserts a simple statement before another one: on a line of its own, or where that one begins if it shares its line with those
    /// before it.
    public mutating func insertStatement(_ text: String, before statement: Syntax) {
        if Layout.isFirstOnLine(statement.start, in: source) {
            insertLine(text, before: statement)
        } else {
            insert(text + "; ", at: statement.start)
        }
    }

    /// Inserts lines after the line that contains an offset. If `next` follows in the block, they replace the blank
    /// lines there.
    public mutating func append(_ lines: String, after end: Int, before next: Syntax? = nil) {
        let offset = Layout.lineEnd(of: end, in: source)
        var gapEnd = offset
        while let next, gapEnd < next.start {
            let line = Layout.nextLineStart(of: gapEnd, in: source)
            let lineEnd = Layout.lineEnd(of: line, in: source)
            guard line < next.start, layout.isBlank(line..<lineEnd) else { break }
            gapEnd = lineEnd
        }
        replace(offset..<gapEnd, with: newline + lines.withoutLastLineEnding)
    }

    /// Inserts a definition before the top-level statement that contains a node, above that statement's comments,
    /// with two blank lines around it (PEP 8).
    public mutating func insertDefinition(_ text: String, at lineStart: Int) {
        var blankLines = 0
        var end = lineStart
        while blankLines < 2, end > source.contentStart {
            let start = Layout.previousLineStart(before: end, in: source)
            guard layout.isBlank(start..<end) else { break }
            blankLines += 1
            end = start
        }
        let above = String(repeating: newline, count: 2 - blankLines)
        insert(above + text + newline + newline + newline, at: lineStart)
    }

    /// Inserts a definition at the end of the file, two blank lines below what is there.
    public mutating func appendDefinition(_ text: String) {
        let bytes = source.bytes
        let ended = bytes.last.map(Layout.isLineEnd) ?? true
        insert((ended ? "" : newline) + newline + newline + text + newline, at: bytes.count)
    }
}

extension StatementLayout {
    /// The start of the line at which to insert a definition that is used by the top-level statement around a node.
    public func definitionPlace(above node: Syntax) -> Int? {
        guard let top = ([node] + Array(node.ancestors)).first(where: { $0.parent?.kind == .module }) else {
            return nil
        }
        var start = lineStart(of: top)
        while start > tree.source.contentStart {
            let previous = Layout.previousLineStart(before: start, in: tree.source)
            guard tree.source.bytes[previous] == UInt8(ascii: "#") else { break }
            start = previous
        }
        return start
    }
}

extension String {
    /// `\r\n` is one character in Swift.
    var withoutLastLineEnding: String {
        hasSuffix("\n") || hasSuffix("\r\n") || hasSuffix("\r") ? String(dropLast()) : self
    }
}
