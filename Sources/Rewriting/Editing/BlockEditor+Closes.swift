import PythonSemantics
import PythonSyntax
import SourceText

/// What goes when a block closes a resource that was closed by hand.
extension BlockEditor {
    /// Deletes a statement that closes, with the comments that speak of it, and the blank lines that would be left at the end of a
    /// block. Other comments stay.
    public mutating func deleteClose(_ statement: Syntax) {
        if layout.sharesLine(statement) { return delete(statement.range) }
        let isLast = Suite(containing: statement)?.statements.last == statement
        let lines = layout.lineStart(of: statement)..<layout.nextLine(after: statement)
        let isFollowed =
            !isLast && !layout.isBlank(lines.upperBound..<Layout.nextLineStart(of: lines.upperBound, in: file.source))
        let above = remarks(above: lines.lowerBound) { isFollowed ? $0.isAboutClosingAlone : $0.isAboutClosing }
        let kept = keptComments(in: lines, of: statement)
        guard kept.isEmpty else {
            if !above.isEmpty { deleteLines(above) }
            return leave(kept, of: statement)
        }
        let whole = above.isEmpty ? lines : above.lowerBound..<lines.upperBound
        deleteLines(isFollowed ? whole : withBlankLines(whole))
    }

    /// Deletes a `finally` clause of which nothing but a statement that closes is left.
    public mutating func deleteFinally(_ clause: Syntax, closing statement: Syntax) {
        let lines = layout.lineStart(of: clause)..<layout.nextLine(after: statement)
        let comments = file.tree.comments(in: lines)
        let kept = keptComments(in: lines, of: statement)
        guard comments.allSatisfy({ statement.range.contains($0.lowerBound) || isAboutClose($0) }), kept.isEmpty else {
            delete(layout.header(of: clause), deepeningComment: true)
            return deleteClose(statement)
        }
        deleteLines(withBlankLines(lines))
    }

    /// Deletes the comments right above a `try` that becomes a block if they explain why it is none.
    public mutating func deleteRemarks(above statement: Syntax) {
        let lines = remarks(above: layout.lineStart(of: statement), \.isAboutBlocks)
        if !lines.isEmpty { deleteLines(lines) }
    }

    /// Takes rules out of what comments beside a statement, or on the line above it, tell linters to overlook.
    public mutating func deleteDirectives(for rules: Set<String>, at statement: Syntax) {
        // The end of the line may be far away, and speak of another statement.
        if layout.isFollowed(statement) { return }
        let start = layout.lineStart(of: statement)
        let above = Layout.previousLineStart(before: start, in: file.source)
        let isAbove = above < start && layout.isComment(lineAt: above)
        for comment in file.tree.comments(in: (isAbove ? above : statement.start)..<layout.nextLine(after: statement)) {
            let text = file.source.string(in: comment)
            guard let rest = Remark(text: text).without(rules) else { continue }
            if comment.lowerBound < start {
                guard text.contains("disable-next"), rest.isEmpty else { continue }
                deleteLines(above..<start)
                continue
            }
            removedComments.append(comment)
            var from = comment.lowerBound
            while rest.isEmpty, from > statement.start, Layout.isBlank(file.source.bytes[from - 1]) { from -= 1 }
            replace(from..<comment.upperBound, with: rest)
        }
    }

    /// Takes the comment beside a statement of one line that allows the way a file is opened, to go with the opening.
    public mutating func takeDirectivesForOpening(from statement: Syntax) -> String {
        if layout.isFollowed(statement) || layout.isBroken(statement.range) { return "" }
        let comments = file.tree.comments(in: statement.start..<layout.nextLine(after: statement))
        guard comments.count == 1, let comment = comments.first else { return "" }
        let text = file.source.string(in: comment)
        guard Remark(text: text).isAboutOpening else { return "" }
        var from = comment.lowerBound
        while from > statement.end, Layout.isBlank(file.source.bytes[from - 1]) { from -= 1 }
        replace(from..<comment.upperBound, with: "")
        return "  " + text
    }

    /// Deletes a statement that is written elsewhere, with the comment beside it if that only tells linters to overlook rules.
    public mutating func delete(_ statement: Syntax, withDirectivesFor rules: Set<String>) {
        let lines = layout.lineStart(of: statement)..<layout.nextLine(after: statement)
        let beside = file.tree.comments(in: statement.start..<lines.upperBound)
        let isPlain = beside.allSatisfy { Remark(text: file.source.string(in: $0)).without(rules)?.isEmpty ?? false }
        if isPlain, !beside.isEmpty, !layout.sharesLine(statement) {
            deleteLines(lines)
        } else {
            delete(statement.range)
        }
    }

    /// The comments in lines that a statement that closes, or the guard around it, would take along without speaking of the close.
    private func keptComments(in lines: Range<Int>, of statement: Syntax) -> [Range<Int>] {
        let close = statement.child(.body).flatMap { Suite($0).statements.first } ?? statement
        let above = remarks(above: layout.lineStart(of: close), \.isAboutClosing)
        return file.tree.comments(in: statement.start..<lines.upperBound).filter {
            !above.contains($0.lowerBound) && !isAboutClose($0)
        }
    }

    /// Deletes a statement around comments, which get its indentation.
    private mutating func leave(_ comments: [Range<Int>], of statement: Syntax) {
        guard let first = comments.first, let last = comments.last else { return }
        let end = layout.nextLine(after: statement)
        removedComments += file.tree.comments(in: statement.start..<end).filter { !comments.contains($0) }
        if first.lowerBound >= statement.end { return delete(statement.range) }
        replace(statement.start..<first.lowerBound, with: "")
        let indentation = file.source.bytes[layout.lineStart(of: statement)..<statement.start]
        for (comment, next) in zip(comments, comments.dropFirst()) {
            let line = Layout.lineStart(of: next.lowerBound, in: file.source)
            removeLines(Layout.nextLineStart(of: comment.upperBound, in: file.source)..<line)
            let hasSame = file.source.bytes[line...].starts(with: indentation)
            let start = hasSame ? line + indentation.count : Layout.skipBlanks(from: line, in: file.source)
            replace(start..<next.lowerBound, with: "")
        }
        let rest = Layout.nextLineStart(of: last.upperBound, in: file.source)
        if rest < end { removeLines(rest..<end) }
    }

    private func isAboutClose(_ comment: Range<Int>) -> Bool {
        let remark = Remark(text: file.source.string(in: comment))
        return !remark.isForRedline && (remark.isAboutClosing || remark.isDirective)
    }

    /// The lines of comments right above a line if they are meant.
    private func remarks(above lineStart: Int, _ isMeant: (Remark) -> Bool) -> Range<Int> {
        var start = lineStart
        while start > file.source.contentStart {
            let previous = Layout.previousLineStart(before: start, in: file.source)
            guard layout.isComment(lineAt: previous), isIndented(previous, like: lineStart) else { break }
            start = previous
        }
        let remark = Remark(text: file.source.string(in: start..<lineStart))
        return isMeant(remark) && !remark.isForRedline ? start..<lineStart : lineStart..<lineStart
    }

    private func isIndented(_ line: Int, like other: Int) -> Bool {
        let start = Layout.skipBlanks(from: line, in: file.source)
        let text = Layout.skipBlanks(from: other, in: file.source)
        return Layout.indentation(before: start, in: file.source) == Layout.indentation(before: text, in: file.source)
    }

    /// The same lines and the blank ones above them.
    private func withBlankLines(_ lines: Range<Int>) -> Range<Int> {
        var start = lines.lowerBound
        while start > file.source.contentStart {
            let previous = Layout.previousLineStart(before: start, in: file.source)
            guard layout.isBlank(previous..<start) else { break }
            start = previous
        }
        return start..<lines.upperBound
    }

    private mutating func deleteLines(_ lines: Range<Int>) {
        removedComments += file.tree.comments(in: lines)
        removeLines(lines)
    }
}
