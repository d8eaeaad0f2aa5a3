import PythonSemantics
import PythonSyntax
import Rewriting

/// Whether a file puts one statement in a block on the line of its `with`: it does so at least twice, and never otherwise.
struct OneLineBlocks {
    let areUsual: Bool

    private init(in file: FileContext) {
        let bodies = file.nodes.all(.withStatement).compactMap { WithStatement($0)?.body }
        let layout = StatementLayout(file.tree)
        let isSplit: (Syntax) -> Bool = { body in
            let statements = Suite(body).statements
            return statements.count == 1 && !statements[0].kind.isCompoundStatement
                && !layout.isBroken(statements[0].range)
        }
        let inline = bodies.filter { $0.flags.contains(.inline) }
        areUsual = inline.count > 1 && !bodies.contains { !$0.flags.contains(.inline) && isSplit($0) }
    }

    /// True for a statement that goes on the line of its header.
    static func take(_ statement: Syntax, in file: FileContext) -> Bool {
        let layout = StatementLayout(file.tree)
        guard !statement.kind.isCompoundStatement, layout.isAlone(statement), !layout.isBroken(statement.range) else {
            return false
        }
        return file.analysis(of: file.tree.root) { OneLineBlocks(in: file) }.areUsual
    }
}
