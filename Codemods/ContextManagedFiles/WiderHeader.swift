import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The header of a `with` statement that opens files: it takes one more, so that nothing has to be indented deeper.
struct WiderHeader {
    private let header: Range<Int>
    private let place: Range<Int>
    private let text: String

    /// Nil if the block is none of that kind, or its header would be too long.
    init?(of block: Syntax?, adding opener: FileOpener, as name: String, _ file: FileContext) {
        guard let block = block?.parent.flatMap(WithStatement.init), block.isAsync == opener.isAsync,
            let end = block.items.last?.node.end, WrappedOpener(in: opener, file) == nil,
            block.items.allSatisfy({ FileOpener($0.context, file.semantics) != nil })
        else { return nil }
        let layout = StatementLayout(file.tree)
        let item = "\(file.source.string(in: opener.call.range)) as \(name)"
        header = layout.header(of: block.node)
        let base = layout.indentation(of: block.node)
        if layout.isBroken(opener.call.range) { return nil }
        // After the last item, inside of parentheses around all of them.
        if !layout.isBroken(header), base.count + header.count + item.count + 2 <= file.style.lineLength {
            (place, text) = (end..<end, ", \(item)")
            return
        }
        // Python 3.9 allows parentheses around the items; the documentation has them since 3.10.
        guard let oldest = file.settings.oldestPython, oldest >= PythonVersion(3, 10),
            !block.items.contains(where: { layout.isBroken($0.node.range) }), file.tree.comments(in: header).isEmpty
        else { return nil }
        let items = block.items.map { file.source.string(in: $0.node.range) } + [item]
        let newline = file.style.lineEnding.rawValue
        let lines = items.map { "\(base)\(file.style.indentUnit)\($0)," }
        guard lines.allSatisfy({ $0.count <= file.style.lineLength }) else { return nil }
        let keyword = block.isAsync ? "async with" : "with"
        (place, text) = (header, "\(keyword) (\(newline)\(lines.joined(separator: newline))\(newline)\(base)):")
    }

    /// The same for a block that begins with the opening and ends with a statement.
    init?(for handle: NamedHandle, through last: Syntax?, _ file: FileContext) {
        guard handle.index == 0, handle.targets.count == 1, let last, handle.suite.statements.last == last else {
            return nil
        }
        self.init(of: handle.suite.node, adding: handle.opener, as: handle.name, file)
        let (layout, opening) = (StatementLayout(file.tree), handle.statement)
        // A comment above the opening would speak of what comes after it.
        let between = Layout.nextLineStart(of: header.upperBound, in: file.source)
        guard layout.isAlone(opening), layout.isAlone(last), between <= opening.start,
            layout.isBlank(between..<opening.start)
        else { return nil }
    }

    func widen(_ editor: inout BlockEditor) {
        editor.replace(place, with: text)
    }
}
