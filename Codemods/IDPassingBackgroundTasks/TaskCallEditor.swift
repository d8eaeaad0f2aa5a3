import PythonSyntax
import Rewriting
import SourceText

/// Rewrites the arguments of a call that schedules a task.
struct TaskCallEditor {
    let file: FileContext
    let call: CallExpression
    private(set) var edits: [TextEdit] = []

    init(_ call: CallExpression, in file: FileContext) {
        self.call = call
        self.file = file
    }

    private var source: SourceText { file.source }

    mutating func replace(_ node: Syntax, with text: String) {
        edits.append(TextEdit(replacing: node.range, with: text))
    }

    /// Takes an argument out with its comma; a line that held nothing else goes, a comment on it stays.
    mutating func remove(_ argument: CallArgument) {
        guard let index = call.arguments.firstIndex(of: argument), index > 0 else { return }
        let node = argument.node
        let previous = call.arguments[index - 1].node
        let gap = source.bytes[previous.end..<node.start]
        if !gap.contains(where: Layout.isLineEnd) {
            edits.append(TextEdit(deleting: previous.end..<node.end))
        } else if index + 1 < call.arguments.count,
            !hasLineEnd(from: node.end, to: call.arguments[index + 1].node.start)
        {
            edits.append(TextEdit(deleting: node.start..<call.arguments[index + 1].node.start))
        } else {
            removeLine(of: node)
        }
    }

    private func hasLineEnd(from start: Int, to end: Int) -> Bool {
        source.bytes[start..<end].contains(where: Layout.isLineEnd)
    }

    private mutating func removeLine(of node: Syntax) {
        var end = Layout.skipBlanks(from: node.end, in: source)
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: ",") {
            end = Layout.skipBlanks(from: end + 1, in: source)
        }
        if end < source.bytes.count, Layout.isLineEnd(source.bytes[end]) {
            let start = Layout.lineStart(of: node.start, in: source)
            edits.append(TextEdit(deleting: start..<Layout.nextLineStart(of: end, in: source)))
        } else {
            edits.append(TextEdit(deleting: node.start..<end))
        }
    }

    /// Breaks a call on one line where the edits make it longer than lines may be.
    mutating func wrap() {
        guard let arguments = call.node.child(.arguments),
            !source.bytes[call.node.range].contains(where: Layout.isLineEnd)
        else {
            return
        }
        let line = Layout.lineStart(of: call.node.start, in: source)
        let width = source.string(in: line..<Layout.lineEnd(of: call.node.end, in: source)).count
        let growth = edits.reduce(0) { $0 + $1.replacement.count - $1.range.count }
        guard width + growth > file.style.lineLength else { return }
        let newline = file.style.lineEnding.rawValue
        let base = Layout.indentation(before: line, in: source)
        edits.append(TextEdit(insertingAt: arguments.start + 1, newline + base + file.style.indentUnit))
        edits.append(TextEdit(insertingAt: arguments.end - 1, newline + base))
    }
}
