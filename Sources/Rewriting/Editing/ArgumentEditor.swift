import PythonSyntax
import SourceText

/// Collects edits of one call's arguments.
public struct ArgumentEditor {
    private let file: FileContext
    private let call: CallExpression
    public private(set) var edits: [TextEdit] = []

    public init(_ call: CallExpression, in file: FileContext) {
        self.call = call
        self.file = file
    }

    private var source: SourceText { file.source }

    public mutating func replace(_ node: Syntax, with text: String) {
        edits.append(TextEdit(replacing: node.range, with: text))
    }

    /// Deletes an argument with its comma, of several the first only if the one after it stays. Its line is deleted if nothing else is on it; a
    /// comment there stays, unless it is for a tool.
    public mutating func delete(_ argument: CallArgument) {
        guard let index = call.arguments.firstIndex(of: argument) else { return }
        let node = argument.node
        guard index > 0 else {
            let end = index + 1 < call.arguments.count ? call.arguments[index + 1].node.start : node.end
            edits.append(TextEdit(deleting: node.start..<end))
            return
        }
        let previous = call.arguments[index - 1].node
        if !isBroken(previous.end..<node.start) {
            edits.append(TextEdit(deleting: previous.end..<node.end))
        } else if index + 1 < call.arguments.count, !isBroken(node.end..<call.arguments[index + 1].node.start) {
            edits.append(TextEdit(deleting: node.start..<call.arguments[index + 1].node.start))
        } else {
            deleteLine(of: node)
        }
    }

    /// The comments for tools that edits delete together with what they are about.
    public static func directives(removedBy edits: [TextEdit], in file: FileContext) -> [Range<Int>] {
        edits.filter(\.replacement.isEmpty).flatMap { file.tree.comments(in: $0.range) }.filter {
            Remark(text: file.source.string(in: $0)).isDirective
        }
    }

    private func isBroken(_ range: Range<Int>) -> Bool { source.bytes[range].contains(where: Layout.isLineEnd) }

    private mutating func deleteLine(of node: Syntax) {
        var end = Layout.skipBlanks(from: node.end, in: source)
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: ",") {
            end = Layout.skipBlanks(from: end + 1, in: source)
        }
        // `session=db,  # type: ignore` tells a tool something of what goes.
        if let comment = file.tree.comments(in: end..<Layout.lineEnd(of: end, in: source)).first,
            comment.lowerBound == end, Remark(text: source.string(in: comment)).isDirective
        {
            end = comment.upperBound
        }
        if end < source.bytes.count, Layout.isLineEnd(source.bytes[end]) {
            let start = Layout.lineStart(of: node.start, in: source)
            edits.append(TextEdit(deleting: start..<Layout.nextLineStart(of: end, in: source)))
        } else {
            edits.append(TextEdit(deleting: node.start..<end))
        }
    }

    /// Breaks the call over several lines if the edits make its line too long.
    public mutating func wrap() {
        let growth = edits.reduce(0) { $0 + $1.replacement.count - $1.range.count }
        let base = Layout.indentation(before: call.node.start, in: source)
        let end = Layout.lineEnd(of: call.node.end, in: source)
        edits += Self.breaking(call.node, upTo: end, growth: growth, base: base, in: file)
    }

    /// Moves a call's arguments to a line of their own if its line, up to `end`, would become too long by the given
    /// growth in bytes. A call that is already broken stays as it is and, with `keepingLongLines`, one whose line is
    /// already too long.
    static func breaking(
        _ node: Syntax, upTo end: Int, growth: Int, base: String, in file: FileContext, keepingLongLines: Bool = false
    ) -> [TextEdit] {
        // A formatter's layout is made when the fixes of a pass are together.
        guard !file.isExploded, !keepingLongLines || file.style.breaksLongLines, let arguments = node.child(.arguments),
            node.kind == .call,
            arguments.firstChild != nil,
            !file.source.bytes[node.range].contains(where: Layout.isLineEnd)
        else { return [] }
        let line = Layout.lineStart(of: node.start, in: file.source)
        let width = file.source.string(in: line..<end).count
        guard width + growth > file.style.lineLength, !keepingLongLines || width <= file.style.lineLength else {
            return []
        }
        let newline = file.style.lineEnding.rawValue
        return [
            TextEdit(insertingAt: arguments.start + 1, newline + base + file.style.indentUnit),
            TextEdit(insertingAt: arguments.end - 1, newline + base),
        ]
    }
}
