import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A file that is opened inside an expression: `open(path).read()`, `json.load(open(path))`, `for line in open(path):`.
struct UnnamedHandle {
    let opener: FileOpener
    let statement: Syntax
    let file: FileContext

    init(_ opener: FileOpener, _ statement: Syntax, _ file: FileContext) {
        self.opener = opener
        self.statement = statement
        self.file = file
    }

    private var model: SemanticModel { file.semantics }

    /// More of them fit into no header, and into no reader's head.
    static let maximumOfOneStatement = 4

    func repair() throws(Refusal<FileReason>) -> Repair? {
        if isClosedByItsClass { return nil }
        if opener.neighbours.count >= Self.maximumOfOneStatement { throw Refusal(.manyInOneStatement) }
        let sent = SentFiles(opener, statement, file)
        if sent == nil, let refusal = flowRefusal() { throw refusal }
        try checkOwnership()
        let message = "the file of '\(opener.call.excerpt)' is never closed"
        if isAlone { return Repair(try closed(), message: message) }
        if let refusal = placeRefusal([]) { throw refusal }
        if let sent { return Repair(try sent.fix(), message: message) }
        return Repair(Fix(.safe, try ExpressionBlock(opener, statement, file).editor), message: message)
    }

    private func checkOwnership() throws(Refusal<FileReason>) {
        if opener.isPending(at: opener.value) { throw Refusal(.handleAliased, about: statement) }
        if opener.isDeletedOnClose { throw Refusal(.deletedOnClose) }
        if opener.mayWait { throw Refusal(.processWaitedFor) }
        if let refusal = opener.descriptorRefusal(in: file, { $0.userAfter(opener.call.end) }) { throw refusal }
    }

    /// True if the file is done with in the statement, but cannot be closed there, even if those are opened before it that others of
    /// the statement open.
    func staysOpen(besides others: [Syntax]) -> Bool {
        guard flowRefusal() == nil, !isClosedByItsClass, !opener.isInMemory(in: file) else { return false }
        do throws(Refusal<FileReason>) {
            try checkOwnership()
        } catch {
            return true
        }
        return placeRefusal(others) != nil
    }

    /// `open(path, "w")` as a statement: the file is made, or emptied.
    private var isAlone: Bool { statement.kind == .expressionStatement && statement.child(.value) == opener.value }

    private func closed() throws(Refusal<FileReason>) -> Fix {
        // Without `await`, nothing is opened.
        if opener.isAsync, opener.value.kind != .await { throw Refusal(.unclearFlow) }
        var editor = BlockEditor(file, at: statement)
        editor.close(opener, of: statement)
        editor.deleteDirectives(for: NamedHandle.rules, at: statement)
        return Fix(.safe, editor)
    }

    /// `self.file = open(path)` in a class of which some method closes `self.file`: `__exit__`, `close`, `tearDown`.
    private var isClosedByItsClass: Bool {
        guard statement.kind == .assignment, statement.child(.value) == opener.value,
            let target = statement.child(.target), target.kind == .attribute, let name = target.lastName,
            let type = statement.ancestors.first(where: { $0.kind == .classDefinition })
        else { return false }
        let closed = file.analysis(of: type) { ClosedAttributes(of: type, model) }
        return closed.names.contains(name) && ClosedAttributes.isSelf(target.child(.object), model)
    }

    /// Where the handle leaves the statement.
    private func flowRefusal() -> Refusal<FileReason>? {
        let flow = ValueFlow.files(opener, in: file)
        let end = flow.end(of: opener.value)
        return switch flow.destination(of: opener.value) {
        case .consumed, .closed: nil
        case .named, .entered: Refusal(.aliased, at: end)
        case .passed: Refusal(.passed, at: end)
        case .escaped(let way): Refusal(way, at: end)
        }
    }

    /// Where the statement cannot be put into a block as it stands.
    private func placeRefusal(_ others: [Syntax]) -> Refusal<FileReason>? {
        guard let suite = statement.parent, suite.kind == .block || suite.kind == .module else {
            return Refusal(.unclearFlow)
        }
        if suite.flags.contains(.inline) { return Refusal(.oneLineBlock) }
        if model.scope(of: statement).kind == .class { return Refusal(.classBody) }
        if let reader = NewNames(at: statement, file).reader { return Refusal(.nameListed, about: reader) }
        if !Evaluation.isCertain(of: opener.value, in: statement) { return Refusal(.evaluatedConditionally) }
        if let effect = earlierEffect(besides: others) { return Refusal(.evaluationOrder, about: effect) }
        if !opener.isReadOnly {
            if ValueFlow.files(opener, in: file).isBuffered(opener.value) {
                return Refusal(.writerAround, about: ValuePass(of: opener.value)?.call.node)
            }
            if let later = laterCall { return Refusal(.callsFollow, about: later) }
        }
        return nil
    }

    /// A call in the statement that comes before the opening: it would run after it.
    private func earlierEffect(besides others: [Syntax]) -> Syntax? {
        let owner =
            switch statement.kind {
            case .forStatement: statement.child(.iterable)
            // `rows[key()] += …`: what is added to is evaluated first.
            case .augmentedAssignment: statement
            default: statement.child(.value) ?? statement
            }
        return owner?.subtree.first { node in
            node.end <= opener.value.start && hasEffect(node) && !isEvaluatedLater(node) && !readsOpenFile(node)
                && !others.contains { node.isDescendantOrSelf(of: $0) || reads(node, $0) }
                && !silentNeighbours.contains { node == $0.withoutParentheses || reads(node, $0) }
        }
    }

    private func hasEffect(_ node: Syntax) -> Bool {
        switch node.kind {
        // What reads may see the file that a writing mode makes.
        case .call:
            CallExpression(node).map {
                !file.effects.ofCalling($0).isSubset(of: opener.isSilent ? [.reads, .allocates] : .allocates)
            } ?? true
        case .await, .yield, .yieldFrom, .namedExpression: true
        default: false
        }
    }

    /// A call that runs after the one that is done with the written file: next to it, or around it.
    private var laterCall: Syntax? {
        let inner = opener.value.ancestors.first { $0.kind == .call } ?? opener.value
        return statement.subtree.first { node in
            switch node.kind {
            // Who iterates runs while the function waits there.
            case .yield, .yieldFrom: return true
            case .call, .await: break
            default: return false
            }
            if node == inner || node.isDescendant(of: inner) || node.end <= opener.value.start { return false }
            guard inner.isDescendant(of: node) else { return true }
            // `await f.write(…)` and `print(f.write(…))` have nothing to do with the path.
            return CallExpression(node).map { !file.effects.ofCalling($0).isHarmless } ?? false
        }
    }

    /// The element of a comprehension stands first and runs after the iterable that the file is opened for.
    private func isEvaluatedLater(_ node: Syntax) -> Bool {
        let around = opener.value.ancestors.first { $0.kind == .comprehensionClause }?.parent
        return around.map { node.isDescendant(of: $0) } ?? false
    }

    /// Two files that are only read may be opened in any order.
    private var silentNeighbours: [Syntax] {
        guard opener.isSilent else { return [] }
        return opener.neighbours.filter { FileOpener($0.withoutParentheses, model)?.isSilent ?? false }
    }

    /// `open(path).read()` of an opener.
    private func reads(_ node: Syntax, _ opened: Syntax) -> Bool {
        guard CallExpression(node)?.receiver == opened.withoutParentheses else { return false }
        return FileOpener(opened.withoutParentheses, model)?.isReadOnly ?? false
    }

    /// Reading a file that a `with` around the statement opened for reading: the order of two reads is nobody's concern.
    private func readsOpenFile(_ node: Syntax) -> Bool {
        guard let object = CallExpression(node)?.receiver, object.kind == .name,
            let variable = model.variable(of: object), !variable.bindings.isEmpty
        else { return false }
        return variable.bindings.allSatisfy { binding in
            guard binding.kind == .withTarget, let context = binding.holder?.child(.context) else { return false }
            return FileOpener(context, model)?.isReadOnly ?? false
        }
    }
}

/// The attributes of `self` that the methods of a class close.
private struct ClosedAttributes {
    let names: Set<String>

    init(of type: Syntax, _ model: SemanticModel) {
        let closed = type.subtree.compactMap(HandlePatterns.closed).filter {
            $0.kind == .attribute && Self.isSelf($0.child(.object), model)
        }
        names = Set(closed.compactMap(\.lastName))
    }

    static func isSelf(_ object: Syntax?, _ model: SemanticModel) -> Bool {
        guard let object, object.kind == .name else { return false }
        return model.enclosingClass(ofSelf: object) != nil
    }
}
