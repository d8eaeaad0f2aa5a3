import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A block that need not reach to the close: what comes before it has nothing to do with the file any more.
struct EarlierEnd {
    private let handle: NamedHandle
    /// Index in the suite of the first statement after the last use.
    let index: Int

    /// Nil unless to close the file after its last use does no harm: nothing in between can see that it is closed, or read what has
    /// been written.
    init?(of handle: NamedHandle, _ life: HandleLife, before close: Int) {
        let suite = handle.suite
        guard life.closes.count == 1, !life.isPassed,
            let last = life.uses.compactMap({ suite.index(containing: $0) }).max(), last > handle.index
        else { return nil }
        self.handle = handle
        index = last + 1
        let between = suite.statements[min(index, close)..<close]
        guard !between.isEmpty, !between.allSatisfy({ HandlePatterns.closed(by: $0) != nil }),
            suite.statements[handle.index...close].allSatisfy(isOnOwnLines), !isReadByName,
            handle.opener.isReadOnly || between.allSatisfy(isBlind), !isCrossed, !between.contains(where: namesPath)
        else { return nil }
    }

    private func isOnOwnLines(_ statement: Syntax) -> Bool {
        !StatementLayout(handle.file.tree).sharesLine(statement)
    }

    /// True for a statement that does something with the path: a lock or a pipe may have to be open meanwhile.
    private func namesPath(_ statement: Syntax) -> Bool {
        guard let path = handle.opener.source else { return true }
        return statement.subtree.contains { $0.kind == path.kind && $0.hasSameTokens(as: path) }
    }

    private var isReadByName: Bool {
        let owner = FlowGraph.owner(of: handle.statement)
        let readers = handle.file.analysis(of: owner) { ReadsByName(in: owner, handle.file.semantics) }
        return readers.first(after: handle.suite.statements[index - 1].end) != nil
    }

    /// True if another file is opened in the block and used after it.
    private var isCrossed: Bool {
        let opened = handle.file.analysis(of: handle.suite.node) { OpenedFiles(in: handle.suite, handle.file) }
        return opened.inside((handle.index + 1)..<index).contains { $0.lastUse >= index }
    }

    /// True for a statement that neither reads files nor tells anybody of one: assignments of what is at hand, and logs.
    private func isBlind(_ statement: Syntax) -> Bool {
        guard handle.file.effects.of(statement).isSubset(of: [.binds, .allocates, .reports, .reads]) else {
            return false
        }
        return statement.subtree.allSatisfy { part in
            CallExpression(part).map { handle.file.effects.ofCalling($0).isSubset(of: [.allocates, .reports]) } ?? true
        }
    }
}
