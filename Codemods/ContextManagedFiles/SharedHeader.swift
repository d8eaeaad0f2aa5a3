import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A `with` statement that is all that a new block would hold: it takes the file into its header, and nothing moves. Other files that
/// are opened right before it for nothing else go there too.
struct SharedHeader {
    private let handle: NamedHandle
    private let block: WithStatement
    private let items: String
    /// The files that are opened between this one and the block.
    private let others: [(handle: NamedHandle, close: CloseSite)]

    /// The places of the findings that are repaired too.
    var alsoRepairs: [Range<Int>] { others.map(\.handle.opener.place) }

    /// Nil if something else needs a file too, or the header would be too long.
    init?(for handle: NamedHandle, before statements: ArraySlice<Syntax>, _ life: HandleLife) {
        let (file, layout) = (handle.file, StatementLayout(handle.file.tree))
        guard let place = statements.firstIndex(where: { $0.kind == .withStatement }),
            let block = WithStatement(statements[place]), block.isAsync == handle.opener.isAsync,
            !layout.isJoined(block.node), WrappedOpener(in: handle.opener, file) == nil, handle.targets.count == 1,
            layout.isAlone(handle.statement), !layout.isBroken(handle.statement.range)
        else { return nil }
        let between = statements[..<place]
        guard between.count <= Self.maximumOfOthers else { return nil }
        var others: [(handle: NamedHandle, close: CloseSite)] = []
        for statement in between {
            guard let other = Self.opened(by: statement, before: block, file) else { return nil }
            others.append(other)
        }
        let closes = Set(life.closes.map(\.statement) + others.map(\.close.statement))
        let isShared = others.isEmpty ? statements.count == 1 : statements[(place + 1)...].allSatisfy(closes.contains)
        guard isShared, others.isEmpty || Self.haveOwnPaths([handle] + others.map(\.handle)) else { return nil }
        if !others.isEmpty, !life.uses.allSatisfy({ $0.isDescendant(of: block.node) }) { return nil }
        let header = layout.header(of: block.node)
        items = ([handle] + others.map(\.handle)).map {
            "\(file.source.string(in: $0.opener.call.range)) as \($0.name), "
        }
        .joined()
        let width = layout.indentation(of: block.node).count + header.count + items.count
        guard width <= file.style.lineLength, !layout.isBroken(header) else { return nil }
        self.handle = handle
        self.block = block
        self.others = others
    }

    private static let maximumOfOthers = 3

    /// A file that a statement opens, nothing but a block uses, and a statement after it closes.
    private static func opened(
        by statement: Syntax, before block: WithStatement, _ file: FileContext
    ) -> (NamedHandle, CloseSite)? {
        let layout = StatementLayout(file.tree)
        guard let value = Assignment(statement)?.value?.withoutParentheses.withoutAwait,
            let opener = FileOpener(value.withoutParentheses, file.semantics), opener.isAsync == block.isAsync,
            let other = NamedHandle(opener, statement, file), other.targets.count == 1, layout.isAlone(statement),
            !layout.isBroken(statement.range), WrappedOpener(in: opener, file) == nil,
            file.tree.comments(in: layout.lineStart(of: statement)..<layout.nextLine(after: statement)).isEmpty,
            !layout.isComment(
                lineAt: Layout.previousLineStart(before: layout.lineStart(of: statement), in: file.source))
        else { return nil }
        let life = HandleLife(of: other.targets, openedBy: opener, in: file)
        guard life.refusal == nil, !life.isPassed, life.closes.count == 1, let close = life.closes.first, close.isWhole,
            !opener.isDeletedOnExit, !life.hasOpenWriter, close.statement.parent == statement.parent,
            life.uses.allSatisfy({ $0.isDescendant(of: block.node) })
        else { return nil }
        return (other, close)
    }

    /// The order in which files are closed decides what is in one that two of them write.
    private static func haveOwnPaths(_ handles: [NamedHandle]) -> Bool {
        let written = handles.filter { !$0.opener.isReadOnly }.map(\.opener.source)
        if written.count < 2 { return true }
        guard !written.contains(nil) else { return false }
        let paths = written.compactMap { $0 }
        return paths.indices.allSatisfy { index in
            !paths[(index + 1)...].contains { $0.hasSameTokens(as: paths[index]) }
        }
    }

    func write(_ editor: inout BlockEditor) {
        for statement in [handle.statement] + others.map(\.handle.statement) {
            editor.delete(statement, withDirectivesFor: NamedHandle.rules)
            editor.deleteBlankLines(below: statement)
        }
        for other in others { editor.deleteClose(other.close.statement) }
        guard let first = block.items.first?.node else { return }
        editor.replace(first.start..<first.start, with: items)
    }
}
