import PythonSyntax
import Rewriting
import SourceText

/// A `with` statement that is all that a new block would hold: it takes the file into its header, and nothing moves.
struct SharedHeader {
    private let handle: NamedHandle
    private let block: WithStatement
    private let item: String

    /// Nil if something else needs the file too, or the header would be too long.
    init?(for handle: NamedHandle, before statements: ArraySlice<Syntax>) {
        let (file, layout) = (handle.file, StatementLayout(handle.file.tree))
        guard statements.count == 1, handle.targets.count == 1,
            let block = statements.first.flatMap(WithStatement.init),
            block.isAsync == handle.opener.isAsync, layout.isAlone(handle.statement), !layout.isJoined(block.node)
        else { return nil }
        let header = layout.header(of: block.node)
        item = "\(file.source.string(in: handle.opener.call.range)) as \(handle.name), "
        let width = layout.indentation(of: block.node).count + header.count + item.count
        guard width <= file.style.lineLength, !layout.isBroken(header), !layout.isBroken(handle.statement.range) else {
            return nil
        }
        self.handle = handle
        self.block = block
    }

    func write(_ editor: inout BlockEditor) {
        editor.delete(handle.statement, withDirectivesFor: NamedHandle.rules)
        editor.deleteBlankLines(below: handle.statement)
        guard let first = block.items.first?.node else { return }
        editor.replace(first.start..<first.start, with: item)
    }
}
