import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The statements that go into the `with` block: those between the opening and an end in the same suite.
struct Region {
    let handle: NamedHandle
    let life: HandleLife
    /// Index in the suite of the first statement that stays outside.
    private(set) var end: Int

    init(handle: NamedHandle, life: HandleLife, end: Int) {
        self.handle = handle
        self.life = life
        self.end = end
    }

    private var suite: Suite { handle.suite }
    private var file: FileContext { handle.file }
    private var statements: ArraySlice<Syntax> { suite.statements[(handle.index + 1)..<max(end, handle.index + 1)] }

    /// Reaches over other files that are opened in the region and used after it, so that blocks nest. Throws where that would keep
    /// a written file open longer than it was.
    mutating func extend(after last: Int) throws(Refusal<FileReason>) {
        var from = handle.index + 1
        var needed = -1
        while true {
            needed = max(needed, openedFiles.inside(from..<max(from, end)).map(\.lastUse).max() ?? -1)
            guard needed >= end else { break }
            if nesting(through: needed) >= StaticBlocks.maximum { throw Refusal(.nestedTooDeep) }
            let added = suite.statements[max(end, last + 1)...needed]
            // Other files' closes in a row with this one's may change places with it.
            let isHarmless = handle.opener.isReadOnly || added.allSatisfy(isClose) && !writesSamePathInside
            guard isHarmless, !added.contains(where: Self.dependsOnClose) else {
                let other = openedInside.first { $0.lastUse >= end }
                throw Refusal(.lifetimesCross, about: other.flatMap { suite.statements[$0.index].child(.target) })
            }
            (from, end) = (max(from, end), needed + 1)
        }
    }

    /// The number of blocks that may stand inside each other if the region reaches through a statement: around it, and one for each
    /// file that is still used when the next one is opened. No more are counted than Python allows.
    private func nesting(through last: Int) -> Int {
        let opened = openedFiles.inside((handle.index + 1)..<(last + 1))
        let crossing = zip(opened, opened.dropFirst()).lazy.filter { $0.lastUse > $1.index }
        return StaticBlocks.depth(around: handle.statement) + crossing.prefix(StaticBlocks.maximum).count { _ in true }
    }

    /// Two files that write to one path: which of them is closed first decides what is in it.
    private var writesSamePathInside: Bool {
        let paths = openedInside.filter { !$0.opener.isReadOnly }.map(\.opener.source)
        return handle.opener.source.map { own in paths.contains { $0?.hasSameTokens(as: own) ?? true } } ?? !paths
            .isEmpty
    }

    private var openedFiles: OpenedFiles { file.analysis(of: suite.node) { OpenedFiles(in: suite, file) } }

    private var openedInside: ArraySlice<OpenedFiles.Opened> {
        openedFiles.inside((handle.index + 1)..<max(end, handle.index + 1))
    }

    /// A written file that is opened before this one and closed by hand in the block: its own block would have to end there.
    private var writerClosedInside: Syntax? {
        let model = file.semantics
        let closed = statements.compactMap(HandlePatterns.closed).compactMap {
            model.variable(of: $0.withoutParentheses)
        }
        if closed.isEmpty { return nil }
        let earlier = openedFiles.inside(0..<handle.index).filter { !$0.opener.isReadOnly }
        let names = earlier.compactMap { Assignment(suite.statements[$0.index])?.soleTarget?.withoutParentheses }
        return names.first { name in model.variable(of: name).map(closed.contains) ?? false }
    }

    /// A step that may need a file to be closed already: it works on its path.
    private static func dependsOnClose(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            CallExpression(node)?.functionName.map { Libraries.roles(ofAnything: $0).contains(.usesPath) } ?? false
        }
    }

    private func isClose(_ statement: Syntax) -> Bool {
        HandlePatterns.closed(by: statement)?.kind == .name
    }

    func repair(removing site: CloseSite?, _ message: String) throws(Refusal<FileReason>) -> Repair? {
        let isModule = suite.node.kind == .module
        let definition = statements.first { $0.kind == .functionDefinition || $0.kind == .classDefinition }
        if isModule, let definition { throw Refusal(.definitionsBetween, about: definition.child(.name)) }
        if statements.isEmpty { throw Refusal(.unclearFlow) }
        if isModule, endsCell { throw Refusal(.cellsBetween) }
        if let other = writerClosedInside { throw Refusal(.lifetimesCross, about: other) }
        // Without a close of its own the code may mean somebody else to go on with the file.
        let isOpen = site == nil && (isModule || life.isPassed)
        let level: FixLevel = isOpen ? .review : .safe
        let fix = sharedFix(removing: site, level) ?? Fix(level, editor(removing: site))
        return Repair(fix, message: message)
    }

    /// True for `# %%` at the beginning of a line inside: editors run the code between two of them.
    private var endsCell: Bool {
        guard let last = statements.last else { return false }
        let to = end < suite.statements.count ? suite.statements[end].start : last.end
        return file.tree.comments(in: handle.statement.end..<max(to, last.end)).contains { comment in
            let text = file.source.string(in: comment)
            return comment.lowerBound == Layout.lineStart(of: comment.lowerBound, in: file.source)
                && ["# %%", "#%%", "# In["].contains(where: text.hasPrefix)
        }
    }

    // MARK: Edits

    private func takesOneLine(_ statement: Syntax) -> Bool {
        handle.targets.count == 1 && handle.wrapped == nil && StatementLayout(file.tree).isAlone(handle.statement)
            && OneLineBlocks.take(statement, in: file)
    }

    /// The fix that leaves everything where it is, if another block can take the file into its header.
    private func sharedFix(removing site: CloseSite?, _ level: FixLevel) -> Fix? {
        guard widerHeader(removing: site) == nil,
            let header = SharedHeader(for: handle, before: statements, life)
        else { return nil }
        var editor = BlockEditor(file, at: handle.statement)
        header.write(&editor)
        site.map { editor.deleteClose($0.statement) }
        removeEarlyCloses(&editor)
        return Fix(level, editor, alsoRepairs: header.alsoRepairs)
    }

    private func widerHeader(removing site: CloseSite?) -> WiderHeader? {
        statements.allSatisfy { $0 == site?.statement }
            ? nil : WiderHeader(for: handle, through: site?.statement ?? statements.last, file)
    }

    private func editor(removing site: CloseSite?) -> BlockEditor {
        let statement = handle.statement
        var editor = BlockEditor(file, at: statement)
        let removed = site.map { Set([$0.statement]) } ?? []
        let kept = statements.filter { !removed.contains($0) }
        if let header = widerHeader(removing: site) {
            header.widen(&editor)
            editor.delete(statement, withDirectivesFor: NamedHandle.rules)
            editor.deleteBlankLines(below: statement)
            site.map { editor.deleteClose($0.statement) }
            removeEarlyCloses(&editor)
            return editor
        }
        if kept.count == 1, let only = kept.first, takesOneLine(only) {
            editor.delete(statement, withDirectivesFor: NamedHandle.rules)
            editor.deleteBlankLines(below: statement)
            let header = BlockHeader(opener: handle.opener, name: handle.name, file: file)
            editor.insert(header.text(at: editor.base) + " ", at: only.start)
            site.map { editor.deleteClose($0.statement) }
            return editor
        }
        if let opening = LaterOpening(of: handle, before: statements), let last = statements.last {
            opening.write(&editor)
            editor.deepen(opening.start..<lastLineEnd(last))
            site.map { editor.deleteClose($0.statement) }
            removeEarlyCloses(&editor)
            return editor
        }
        handle.openBlock(named: handle.name, &editor)
        split(&editor, removed)
        for alias in handle.targets.dropFirst() {
            editor.insertBodyLine("\(alias.text) = \(handle.name)", below: statement)
        }
        move(&editor, removed)
        removeEarlyCloses(&editor)
        return editor
    }

    /// Statements that share a line, the opening one first, get lines of their own.
    private func split(_ editor: inout BlockEditor, _ removed: Set<Syntax>) {
        let first = max(0, handle.index - 1)
        // The removed close, and what may follow it on its line.
        let after = min(suite.statements.count, max(end, handle.index + 1) + 2)
        let line = Array(suite.statements[first..<after])
        let offset = handle.index - first
        let count = statements.count
        let (base, body) = (editor.base, editor.bodyIndentation)
        editor.split(line, removed: removed) { $0 > offset && $0 <= offset + count ? body : base }
    }

    private func move(_ editor: inout BlockEditor, _ removed: Set<Syntax>) {
        let body = Layout.nextLineStart(of: handle.statement.end, in: file.source)
        guard let last = statements.last else { return }
        editor.deepen(min(body, last.end)..<lastLineEnd(last))
        for close in removed where !editor.layout.sharesLine(close) { editor.deleteClose(close) }
    }

    /// Through the comment lines before a removed close, which belong to the block.
    private func lastLineEnd(_ last: Syntax) -> Int {
        let next = end < suite.statements.count ? suite.statements[end] : nil
        guard let next, life.closes.contains(where: { $0.statement == next }) else { return last.end }
        let lineStart = Layout.lineStart(of: next.start, in: file.source)
        return max(last.end, StatementLayout(file.tree).isFollowed(next) ? lineStart : next.end)
    }

    /// Inside the block a close right before a jump says what the block says.
    private func removeEarlyCloses(_ editor: inout BlockEditor) {
        for site in life.closes where site.isWhole && site.statement.start < (statements.last?.end ?? 0) {
            guard let inner = file.suite(containing: site.statement), inner.node != suite.node,
                !inner.node.flags.contains(.inline), let position = inner.index(of: site.statement),
                position + 1 < inner.statements.count, leavesBlock(inner.statements[position + 1]),
                !runsOnTheWay(from: site.statement), !editor.layout.sharesLine(site.statement)
            else { continue }
            editor.deleteClose(site.statement)
        }
    }

    /// True where a jump passes a `finally` body or leaves a `with` block before the file's own.
    private func runsOnTheWay(from place: Syntax) -> Bool {
        place.ancestors.prefix { $0 != suite.node }.contains { node in
            node.kind == .withStatement || TryStatement(node)?.finalBody != nil
        }
    }

    /// True for a jump out of the block on which nothing runs that may look at the file.
    private func leavesBlock(_ statement: Syntax) -> Bool {
        switch statement.kind {
        case .breakStatement, .continueStatement:
            let loop = statement.ancestors.first { $0.kind == .forStatement || $0.kind == .whileStatement }
            return loop.map { handle.statement.isDescendant(of: $0) } ?? false
        case .returnStatement, .raiseStatement:
            if life.uses.contains(where: { $0.isDescendant(of: statement) }) { return false }
            return statement.subtree.allSatisfy { $0 == statement || isSilent($0) }
        default: return false
        }
    }

    /// Of a written file others may look at the contents, and a property or an operator may be one of them.
    private func isSilent(_ node: Syntax) -> Bool {
        switch node.kind {
        case .await, .yield, .yieldFrom: return false
        case .call: return isBuiltinException(node)
        case .name:
            // An exception's class is called by `raise`.
            return handle.opener.isReadOnly || node.parent?.kind != .raiseStatement || isBuiltinException(named: node)
        case .attribute, .subscription, .binary, .comparison, .unary, .comprehensionClause:
            return handle.opener.isReadOnly
        default: return true
        }
    }

    /// `ValueError("…")`: a class of the project may do anything when it is called.
    private func isBuiltinException(_ call: Syntax) -> Bool {
        guard call.parent?.kind == .raiseStatement, let function = call.child(.function) else { return false }
        return isBuiltinException(named: function)
    }

    private func isBuiltinException(named name: Syntax) -> Bool {
        file.semantics.qualifiedName(of: name).map(BuiltinExceptions.contains) ?? false
    }
}
