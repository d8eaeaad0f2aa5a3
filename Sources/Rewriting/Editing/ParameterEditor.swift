import PythonSyntax
import SourceText

/// Collects edits of one function's parameters.
public struct ParameterEditor {
    private let file: FileContext
    private let function: FunctionDefinition
    private var deleted: Set<Parameter> = []
    private var replaced: [TextEdit] = []

    public init(_ function: FunctionDefinition, in file: FileContext) {
        self.function = function
        self.file = file
    }

    public mutating func delete(_ parameter: Parameter) { deleted.insert(parameter) }

    public mutating func replace(_ parameter: Parameter, with text: String) {
        replaced.append(TextEdit(replacing: parameter.node.range, with: text))
    }

    /// Nil if a comment may speak of the parameters, or if a bare `*` or `/` would be left alone.
    public var edits: [TextEdit]? {
        guard let list = function.node.child(.parameters) else { return nil }
        let items = Array(list.children)
        let header = StatementLayout(file.tree).header(of: function.node)
        let isCommented = file.tree.comments.contains { header.contains($0.lowerBound) }
        let hasSeparators = items.contains { $0.kind == .parameterSeparator }
        let isSimple = !hasSeparators || deleted.allSatisfy { $0.kind == .positionalOrKeyword }
        guard !isCommented, isSimple else { return nil }
        return replaced + deleted.map { deletion(of: $0.node, among: items) }
    }

    private func deletion(of node: Syntax, among items: [Syntax]) -> TextEdit {
        let index = items.firstIndex(of: node) ?? 0
        let gone = Set(deleted.map(\.node))
        if isAloneOnItsLine(node) {
            let start = Layout.lineStart(of: node.start, in: file.source)
            return TextEdit(deleting: start..<Layout.nextLineStart(of: node.end, in: file.source))
        }
        if items[..<index].contains(where: { !gone.contains($0) }), !isBroken(items[index - 1].end..<node.start) {
            return TextEdit(deleting: items[index - 1].end..<node.end)
        }
        guard index + 1 < items.count else { return TextEdit(deleting: node.range) }
        return TextEdit(deleting: node.start..<items[index + 1].start)
    }

    private func isBroken(_ range: Range<Int>) -> Bool { file.source.bytes[range].contains(where: Layout.isLineEnd) }

    private func isAloneOnItsLine(_ node: Syntax) -> Bool {
        guard Layout.isFirstOnLine(node.start, in: file.source) else { return false }
        var end = Layout.skipBlanks(from: node.end, in: file.source)
        if end < file.source.bytes.count, file.source.bytes[end] == UInt8(ascii: ",") {
            end = Layout.skipBlanks(from: end + 1, in: file.source)
        }
        return end < file.source.bytes.count && Layout.isLineEnd(file.source.bytes[end])
    }
}
