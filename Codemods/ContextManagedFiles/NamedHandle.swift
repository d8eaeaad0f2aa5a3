import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A file that an assignment gives a name: `f = open(path)`.
struct NamedHandle {
    let opener: FileOpener
    let statement: Syntax
    let targets: [Syntax]
    let suite: Suite
    let index: Int
    let file: FileContext

    /// Nil where the opener is not the whole value of an assignment to plain names.
    init?(_ opener: FileOpener, _ statement: Syntax, _ file: FileContext) {
        guard statement.kind == .assignment || statement.kind == .annotatedAssignment,
            statement.child(.value) == opener.value, let suite = file.suite(containing: statement),
            let index = suite.index(of: statement)
        else { return nil }
        let targets = statement.children(.target).map(\.withoutParentheses)
        guard targets.allSatisfy({ $0.kind == .name }) else { return nil }
        self.opener = opener
        self.statement = statement
        self.targets = targets
        self.suite = suite
        self.index = index
        self.file = file
    }

    var name: String { targets[0].text }

    /// The opener that it is given, if there is one.
    var wrapped: WrappedOpener? { WrappedOpener(in: opener, file) }

    /// What linters call a file that is opened without a context manager.
    static let rules: Set<String> = ["R1732", "SIM115", "consider-using-with"]

    var messageOfClose: String {
        "'\(name)' stays open if an exception is raised before its \(HandlePatterns.closing)()"
    }

    /// Each name's uses are followed; a chain of more than that is nothing a person wrote.
    private static let maximumNames = 100

    func repair() throws(Refusal<FileReason>) -> Repair? {
        if isClosedAtOnce { return nil }
        if targets.count > Self.maximumNames { throw Refusal(.handleAliased, about: targets[1]) }
        let life = HandleLife(of: targets, openedBy: opener, in: file)
        guard let repair = try repair(life), let fix = repair.fix else { return nil }
        if let use = life.uses.first(where: opener.isPending) {
            throw Refusal(.handleAliased, about: use.enclosingStatement)
        }
        try life.checkKeepers(in: file)
        try checkWrapped(fix)
        if life.closes.isEmpty { return repair }
        let evidence = try life.checkPasses(openedAt: statement, in: file)
        let closes = life.closes.map(\.statement)
        if let refusal = opener.descriptorRefusal(in: file, { $0.userAround(statement, closedBy: closes) }) {
            throw refusal
        }
        return Repair(fix, message: repair.message, evidence: evidence)
    }

    private func repair(_ life: HandleLife) throws(Refusal<FileReason>) -> Repair? {
        if let refusal = life.refusal {
            // A path or a stream: a `with` statement or a finally clause after it closes whichever it was.
            let isEither = [.severalOrigins, .handleRebound].contains(refusal.reason)
            if isEither, !life.entered.isEmpty || isClosedInFinally { return nil }
            throw refusal
        }
        if opener.isDeletedOnExit { throw Refusal(.deletedOnClose, about: name) }
        if life.hasOpenWriter, !opener.isReadOnly { throw Refusal(.writerAround, about: name) }
        if !life.entered.isEmpty { return entered(life) }
        // Opened in several branches: the first one stands for all of them.
        if life.alternatives.contains(where: { $0.start < statement.start }), latePlan(life) != nil { return nil }
        if suite.node.flags.contains(.inline) { throw Refusal(.oneLineBlock) }
        if life.closes.contains(where: { !$0.isWhole }) { throw Refusal(.unclearFlow) }
        if let site = life.closes.first(where: { $0.finallyClause != nil }), let clause = site.finallyClause {
            return try ClosedInFinally(handle: self, life: life, site: site, clause: clause).repair()
        }
        if let block = latePlan(life) { return try block.repair() }
        if !life.alternatives.isEmpty { throw Refusal(.severalOrigins) }
        if let site = life.closes.first(where: { suite.index(of: $0.statement) != nil }) {
            return try closed(life, at: site)
        }
        if let site = life.closes.first {
            let block = nestedBlock(around: site.statement)
            if let block { throw Refusal(.lifetimesCross, about: block.child(.item)) }
            // A close after the block in which the file is opened may well run on all paths.
            let isAround = site.statement.parent.map(statement.isDescendant) ?? false
            throw isAround ? Refusal(.unclearFlow) : Refusal(.closedConditionally)
        }
        return try neverClosed(life)
    }

    /// `f = open(p, "w")` right above `f.close()`: nothing can go wrong in between.
    private var isClosedAtOnce: Bool {
        guard index + 1 < suite.statements.count,
            let closed = HandlePatterns.closed(by: suite.statements[index + 1])?.withoutParentheses,
            let variable = file.semantics.variable(of: closed)
        else { return false }
        return targets.contains { file.semantics.variable(of: $0) == variable }
    }

    private var isClosedInFinally: Bool {
        guard statement.enclosingFunction != nil, let variable = file.semantics.variable(of: targets[0]) else {
            return false
        }
        let graph = file.flow(around: statement).graph
        return file.analysis(of: graph.owner) { FinallyCloses(in: graph) }.variables.contains(variable)
    }

    /// The outermost `with` statement around a statement of the suite if nothing else stands between the two: it runs whenever the
    /// suite does.
    private func nestedBlock(around statement: Syntax) -> Syntax? {
        let between = Array(statement.ancestors.prefix { $0 != suite.node })
        guard statement.isDescendant(of: suite.node),
            between.allSatisfy({ $0.kind == .block || $0.kind == .withStatement })
        else { return nil }
        return between.last
    }

    // MARK: Closed later

    private func closed(_ life: HandleLife, at site: CloseSite) throws(Refusal<FileReason>) -> Repair? {
        guard let end = suite.index(of: site.statement) else { throw Refusal(.unclearFlow) }
        if let use = life.use(after: site, in: suite) { throw Refusal(.usedAfterClose, at: use) }
        if file.flow(around: statement).graph.isAlwaysEnded(statement, by: life.closes.map(\.statement)) { return nil }
        if let earlier = EarlierEnd(of: self, life, before: end) {
            return try Region(handle: self, life: life, end: earlier.index).repair(removing: site, messageOfClose)
        }
        var region = Region(handle: self, life: life, end: end)
        try region.extend(after: end)
        return try region.repair(removing: site, messageOfClose)
    }

    // MARK: Never closed

    private func neverClosed(_ life: HandleLife) throws(Refusal<FileReason>) -> Repair? {
        try checkOwnership(life)
        guard life.uses.allSatisfy({ $0.isDescendant(of: suite.node) }) else { throw Refusal(.unclearFlow) }
        let last = life.uses.compactMap { suite.index(containing: $0) }.max() ?? index
        if let fix = try closedWhereOpened(life, last) { return Repair(fix, message: "'\(name)' is never closed") }
        // Who knows what the call keeps: the file may be closed where the function would have let go of it, not before.
        if let pass = life.pass, !isFunctionEnd(last) { throw Refusal(.handlePassed, about: pass) }
        try checkReaders(after: suite.statements[last].end)
        if HandleImports(name: name, of: targets[0], in: file).mayUse {
            throw Refusal(.handleGlobal, about: targets[0])
        }
        var region = Region(handle: self, life: life, end: last + 1)
        try region.extend(after: last)
        return try region.repair(removing: nil, "'\(name)' is never closed")
    }

    /// A file that is only created, or only asked for its name, is closed at once: no block has to reach to where that is done.
    private func closedWhereOpened(_ life: HandleLife, _ last: Int) throws(Refusal<FileReason>) -> Fix? {
        guard life.isOnlyNamed, last != index + 1, targets.count == 1, !opener.isAsync else { return nil }
        var editor = BlockEditor(file, at: statement)
        editor.deleteDirectives(for: Self.rules, at: statement)
        if isUnused {
            editor.close(opener, of: statement)
        } else if editor.layout.sharesLine(statement) {
            throw Refusal(.sharedLine)
        } else {
            editor.append(editor.base + "\(name).\(HandlePatterns.closing)()", after: statement.end)
        }
        return Fix(suite.node.kind == .module ? .review : .safe, editor)
    }

    /// True if nothing but the assignment knows the name.
    private var isUnused: Bool {
        guard let variable = file.semantics.variable(of: targets[0]), variable.scope.kind == .function else {
            return false
        }
        return variable.bindings.count == 1 && variable.references.isEmpty
    }

    /// Of a file that nobody closes by hand it has to be shown that nobody else goes on with it.
    func checkOwnership(_ life: HandleLife) throws(Refusal<FileReason>) {
        if let pass = life.passForResult { throw Refusal(.handlePassed, about: pass) }
        if opener.isDeletedOnClose { throw Refusal(.deletedOnClose) }
        if opener.mayWait { throw Refusal(.processWaitedFor) }
        if let refusal = opener.descriptorRefusal(in: file, { $0.userAfter(opener.call.end) }) { throw refusal }
    }

    /// A call after the block may read the handle by its name.
    func checkReaders(after end: Int) throws(Refusal<FileReason>) {
        let owner = FlowGraph.owner(of: statement)
        let readers = file.analysis(of: owner) { ReadsByName(in: owner, file.semantics) }
        if let reader = readers.first(after: end) { throw Refusal(.readByName, about: reader) }
    }

    private func isFunctionEnd(_ index: Int) -> Bool {
        index == suite.statements.count - 1 && suite.node.parent?.kind == .functionDefinition
    }

    /// `f = open(…)` becomes `with open(…) as f:`.
    func openBlock(named name: String, _ editor: inout BlockEditor) {
        if let wrapped, let header = header(with: wrapped) {
            editor.replace(statement.range, with: header.text(at: editor.base))
            editor.deleteDirectives(for: Self.rules, at: statement)
            editor.deleteBlankLines(below: statement)
            return
        }
        let value = opener.context(in: file)
        let header = BlockHeader(opener: opener, name: name, file: file).text(at: editor.base)
        if editor.layout.isBroken(value.range), editor.layout.isAlone(statement), !header.contains(where: \.isNewline) {
            editor.replace(statement.range, with: header)
            editor.deleteDirectives(for: Self.rules, at: statement)
            editor.deleteBlankLines(below: statement)
            return
        }
        editor.turnIntoHeader(statement, opener.isAsync ? "async with " : "with ", value, " as \(name):")
        editor.deleteDirectives(for: Self.rules, at: statement)
        editor.deleteBlankLines(below: statement)
    }

    /// A header that opens both files, nil if there is none that fits the line.
    private func header(with wrapped: WrappedOpener) -> BlockHeader? {
        let layout = StatementLayout(file.tree)
        let scope = file.semantics.scope(of: statement)
        var minter = NameMinter(in: scope, of: file)
        let words = wrapped.inner.words(in: scope, of: file)
        guard targets.count == 1, layout.isAlone(statement), wrapped.fitsOneHeader,
            let inner = minter.contextVariable(words, at: statement, in: scope, of: file)
        else { return nil }
        if NewNames(at: statement, file).reader != nil { return nil }
        let header = BlockHeader(opener: opener, name: name, file: file, wrapped: (wrapped, inner))
        let width = layout.indentation(of: statement).count + header.text(at: "").count
        return width <= file.style.lineLength ? header : nil
    }

    /// Throws if the file that the opener is given would stay open.
    private func checkWrapped(_ fix: Fix) throws(Refusal<FileReason>) {
        guard let wrapped else { return }
        let isReplaced = fix.edits.contains {
            $0.range.lowerBound < wrapped.inner.call.start && wrapped.inner.call.end < $0.range.upperBound
        }
        if header(with: wrapped) == nil || !isReplaced { throw Refusal(.otherOpener, about: wrapped.inner.call) }
    }

    // MARK: `with f:` below

    /// `f = open(p)` right above `with f:` becomes one statement; farther away it is closed all the same.
    private func entered(_ life: HandleLife) -> Repair? {
        guard life.entered.count == 1, let block = life.entered[0].parent, block.kind == .withStatement,
            index + 1 < suite.statements.count, suite.statements[index + 1] == block,
            block.children(.item).count == 1, life.entered[0].child(.target) == nil, targets.count == 1,
            !suite.node.flags.contains(.inline), life.uses.allSatisfy({ $0.isDescendant(of: block) }),
            block.flags.contains(.async) == opener.isAsync, let context = life.entered[0].child(.context)
        else { return nil }
        var editor = BlockEditor(file, at: statement)
        guard !editor.layout.sharesLine(statement) else { return nil }
        let value = opener.context(in: file)
        editor.delete(statement, withDirectivesFor: Self.rules)
        editor.replace(context.range, with: "\(value.text) as \(name)")
        return Repair(
            Fix(.safe, editor), message: "'\(name)' is opened before the with statement that closes it")
    }

    // MARK: Opened in a branch

    /// The file is opened at the end of a `try` or in the branches of an `if`, and used after it: `with f:` there.
    private func latePlan(_ life: HandleLife) -> LateBlock? {
        guard targets.count == 1, !opener.isAsync, index == suite.statements.count - 1,
            let outer = suite.node.parent, let first = life.uses.first ?? life.closes.first?.call,
            life.uses.allSatisfy({ !$0.isDescendant(of: outer) || outer.kind == .tryStatement })
        else { return nil }
        return LateBlock(handle: self, life: life, outer: outer, firstUse: first)
    }
}

/// The variables that a function closes in its `finally` clauses, whatever they hold.
private struct FinallyCloses {
    let variables: Set<Variable>

    init(in graph: FlowGraph) {
        let closed = graph.owner.subtree.lazy.filter { $0.kind == .finallyClause }.flatMap(\.subtree)
            .compactMap(HandlePatterns.closed).compactMap(graph.semantics.variable)
        variables = Set(closed)
    }
}

extension BlockEditor {
    /// Leaves of a statement only the opening, and closes it: `open(path, "w").close()`.
    mutating func close(_ opener: FileOpener, of statement: Syntax) {
        let (before, after) =
            opener.isAsync ? ("await (", ")") : opener.value.kind == .conditional ? ("(", ")") : ("", "")
        replace(statement.start..<opener.value.start, with: before)
        replace(opener.value.end..<opener.value.end, with: "\(after).\(HandlePatterns.closing)()")
    }
}
