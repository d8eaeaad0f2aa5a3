import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The header of a `with` statement that opens files: it takes one more, so that nothing has to be indented deeper.
struct WiderHeader {
    private let header: Range<Int>
    /// After the last item, inside of parentheses around all of them.
    private let end: Int
    private let item: String

    /// Nil if the block is none of that kind, or its header would be too long.
    init?(of block: Syntax?, adding opener: FileOpener, as name: String, _ file: FileContext) {
        guard let block = block?.parent.flatMap(WithStatement.init), block.isAsync == opener.isAsync,
            let end = block.items.last?.node.end,
            block.items.allSatisfy({ FileOpener($0.context, file.semantics) != nil })
        else { return nil }
        let layout = StatementLayout(file.tree)
        self.end = end
        header = layout.header(of: block.node)
        item = ", \(opener.call.text) as \(name)"
        let width = layout.indentation(of: block.node).count + header.count + item.count
        guard width <= file.style.lineLength, !layout.isBroken(header), !layout.isBroken(opener.call.range) else {
            return nil
        }
    }

    /// The same for a block that begins with the opening and ends with a statement.
    init?(for handle: NamedHandle, through last: Syntax?, _ file: FileContext) {
        let (layout, opening) = (StatementLayout(file.tree), handle.statement)
        guard handle.index == 0, handle.targets.count == 1, let last, handle.suite.statements.last == last else {
            return nil
        }
        self.init(of: handle.suite.node, adding: handle.opener, as: handle.name, file)
        // A comment above the opening would speak of what comes after it.
        let between = Layout.nextLineStart(of: header.upperBound, in: file.source)
        guard layout.isAlone(opening), layout.isAlone(last), between <= opening.start,
            layout.isBlank(between..<opening.start)
        else { return nil }
    }

    func widen(_ editor: inout BlockEditor) {
        editor.replace(end..<end, with: item)
    }
}
