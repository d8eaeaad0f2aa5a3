import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A log that announces a fallback at the end of a branch, and an assignment after the branch that looks like that
/// fallback.
struct MisplacedFallback {
    /// The log statement, and the block that contains it.
    private let announcement: Syntax
    private let branch: Suite
    /// The `if` or `try`, and its suite.
    private let statement: Syntax
    private let suite: Suite
    private let index: Int
    /// The assignment after it, and its target.
    private let fallback: Syntax
    private let target: Syntax

    /// Nil if the shape does not match: no branch, no assignment after it, or no call assigned to the same target
    /// before it.
    init?(announcement: Syntax, in file: FileContext) {
        guard let block = announcement.parent, block.kind == .block, let owner = block.parent else { return nil }
        let statement: Syntax
        switch owner.kind {
        case .ifStatement where block.role == .body: statement = owner
        case .exceptClause:
            guard let whole = owner.parent else { return nil }
            statement = whole
        default: return nil
        }
        guard let suite = file.suite(containing: statement), let index = suite.index(of: statement) else { return nil }
        // One statement may come in between, so that a refusal can name it.
        let next = suite.statements[(index + 1)...].prefix(2).first { Self.target(of: $0) != nil }
        guard let next, let target = Self.assignment.match(next)?["target"]?.withoutParentheses else { return nil }
        self.announcement = announcement
        branch = file.suite(block)
        self.statement = statement
        self.suite = suite
        self.index = index
        fallback = next
        self.target = target
    }

    /// The only name or dotted name that a statement assigns.
    private static func target(of statement: Syntax) -> Syntax? {
        Assignment(statement)?.soleTarget?.withoutParentheses.nameOrAttribute
    }

    static let assignment = Pattern(
        "$target = $function($...)", where: ["target": .kind(.name, .attribute)], .optionalAwait)
    static let check: Pattern = "$target.$method($...)"

    // MARK: Judgement

    func repair(in file: FileContext) throws(Refusal<FallbackReason>) -> Repair? {
        let graph = file.flow(around: statement).graph
        // A log that never runs announces nothing, and whatever moves next to it would never run either.
        guard graph.isReachable(announcement), graph.canComplete(branch.node),
            !branch.statements.contains(where: assignsTarget)
        else { return nil }
        let refusal: Refusal<FallbackReason>?
        let first: Syntax
        if statement.kind == .ifStatement {
            guard let primary = primaryBeforeIf(file) else { return nil }
            refusal = refusalOfIf(since: primary)
            first = suite.statements[primary]
        } else {
            guard let body = statement.child(.body), let primary = primaryInTry(Suite(body), graph) else { return nil }
            refusal = refusalOfTry(since: primary)
            first = Suite(body).statements[primary]
        }
        if let refusal = refusal ?? commonRefusal(file) { throw refusal }
        let evidence = [
            Evidence(file.path, first.range, "the first result, which is never read"),
            Evidence(file.path, announcement.range, "the log announces a fallback"),
        ]
        return Repair(Fix(.review, edits: edits(file)), message: message + signs(file), evidence: evidence)
    }

    private func assignsTarget(_ statement: Syntax) -> Bool {
        statement.subtree.contains { $0.kind == target.kind && $0.isAssigned && $0.hasSameTokens(as: target) }
    }

    private func reads(_ node: Syntax) -> Bool {
        node.subtree.contains { $0.role != .target && $0.kind == target.kind && $0.hasSameTokens(as: target) }
    }

    /// The call that assigned the target last before the `if`, a value that is a default by its name left out.
    private func primaryBeforeIf(_ file: FileContext) -> Int? {
        let targets = file.analysis(of: suite.node) { AssignedTargets(suite) }
        guard let position = targets.last(assigning: target, before: index), isPrimary(suite.statements[position])
        else {
            return nil
        }
        // A condition about something else, such as how much to log, says nothing about this result.
        guard statement.child(.test).map(reads) == true else { return nil }
        return position
    }

    private func primaryInTry(_ body: Suite, _ graph: FlowGraph) -> Int? {
        guard graph.canComplete(body.node), let position = body.statements.lastIndex(where: assignsTarget),
            isPrimary(body.statements[position])
        else { return nil }
        // If the `try` body leaves on success, the statements after the `try` run only on failure.
        let leavesEarly = body.statements[(position + 1)...].contains { statement in
            statement.subtree.contains { [.returnStatement, .breakStatement, .continueStatement].contains($0.kind) }
        }
        return leavesEarly ? nil : position
    }

    private func isPrimary(_ statement: Syntax) -> Bool {
        guard let function = Self.assignment.match(statement, binding: ["target": target])?["function"] else {
            return false
        }
        let name = function.text.lowercased()
        return !name.contains("default") && !name.contains("fallback")
    }

    private func refusalOfIf(since primary: Int) -> Refusal<FallbackReason>? {
        if statement.child(.orElse) != nil { return Refusal(.elseHandlesOtherCase) }
        let between = suite.statements[(primary + 1)..<index]
        if let user = between.first(where: { LogCalls.call(in: $0) == nil && reads($0) }) {
            return Refusal(.resultUsedBefore, about: user)
        }
        let test = statement.child(.test)
        let isClear = test.map { FailureTest.testsFailure(of: target, $0) } ?? false
        return isClear ? nil : Refusal(.failureTestUnclear, about: test)
    }

    private func refusalOfTry(since primary: Int) -> Refusal<FallbackReason>? {
        guard let attempt = TryStatement(statement), attempt.handlers.count == 1, attempt.orElse == nil,
            attempt.finalBody == nil
        else { return Refusal(.severalHandlers) }
        let rest = Suite(attempt.body).statements[(primary + 1)...]
        return rest.first { !isCheck($0) && LogCalls.call(in: $0) == nil && reads($0) }
            .map { Refusal(.resultUsedBefore, about: $0) }
    }

    /// `response.raise_for_status()` belongs to the test whether the primary call succeeded.
    private func isCheck(_ statement: Syntax) -> Bool {
        let method = Self.check.match(statement, binding: ["target": target])?["method"]?.lastName
        return method?.hasPrefix("raise_for_") ?? false
    }

    private func commonRefusal(_ file: FileContext) -> Refusal<FallbackReason>? {
        if let position = branch.index(of: announcement), position + 1 < branch.statements.count {
            return Refusal(.logNotLast, about: branch.statements[position + 1])
        }
        let next = suite.statements[index + 1]
        if fallback != next { return Refusal(.resultUsedBefore, about: next) }
        if mayReadResult(file) { return Refusal(.fallbackReadsResult, about: fallback.child(.value)) }
        if branch.node.flags.contains(.inline) || suite.node.flags.contains(.inline) || sharesLine(file) {
            return Refusal(.sharedLine)
        }
        return nil
    }

    /// True if the second call is given the first result or may reach it: by name, through a global, or through the
    /// object of which both are members.
    private func mayReadResult(_ file: FileContext) -> Bool {
        guard let value = fallback.child(.value) else { return true }
        if reads(value) || ReadsByName(in: value, file.semantics).first(after: 0) != nil { return true }
        guard target.kind == .attribute else {
            return file.semantics.variable(of: target).map { !$0.foreignReads(in: file.semantics).isEmpty } ?? true
        }
        let name = target.lastName
        if value.subtree.contains(where: { $0.kind == .attribute && $0.lastName == name }) { return true }
        guard let owner = target.dottedRoot, let variable = file.semantics.variable(of: owner) else { return true }
        return value.subtree.contains { use in
            use.kind == .name && file.semantics.variable(of: use) == variable && !isHarmless(use, file)
        }
    }

    /// True for the object as the receiver of a method that does not read the attribute, or in another attribute of
    /// it.
    private func isHarmless(_ owner: Syntax, _ file: FileContext) -> Bool {
        guard let attribute = owner.parent, attribute.kind == .attribute else { return false }
        guard let call = attribute.parent.flatMap(CallExpression.init), call.function == attribute else { return true }
        guard let type = file.semantics.enclosingClass(ofSelf: owner), let method = attribute.lastName,
            case .function(let function, _)? = file.project.member(method, of: type, in: file.module)
        else { return false }
        let reads = file.analysis(of: function.node) { AttributeReads(in: function.node) }
        return target.lastName.map { !reads.names.contains($0) } ?? false
    }

    private func sharesLine(_ file: FileContext) -> Bool { !moved.allSatisfy(StatementLayout(file.tree).isAlone) }

    // MARK: Signs

    private func signs(_ file: FileContext) -> String {
        let odd = isContinuationDeeper(of: fallback, file) ? "; its continuation lines are indented as if inside" : ""
        return ": the first result is never read\(odd)"
    }

    /// True if the last continuation line closes a bracket at or below the branch's depth, and the lines before it
    /// are deeper still: the shape of a statement whose first line was dedented by accident.
    private func isContinuationDeeper(of statement: Syntax, _ file: FileContext) -> Bool {
        let source = file.source
        let last = Layout.lineStart(of: statement.end - 1, in: source)
        guard last > statement.start else { return false }
        let text = Layout.skipBlanks(from: last, in: source)
        let closing = [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}")]
        let inside = Layout.indentation(before: announcement.start, in: source)
        guard closing.contains(source.bytes[text]), Layout.indentation(before: text, in: source).hasPrefix(inside)
        else {
            return false
        }
        var line = Layout.nextLineStart(of: statement.start, in: source)
        while line < last {
            let indentation = Layout.indentation(before: line, in: source)
            let isBlank = Layout.isLineEnd(source.bytes[Layout.skipBlanks(from: line, in: source)])
            guard isBlank || indentation.count > inside.count else { return false }
            line = Layout.nextLineStart(of: line, in: source)
        }
        return true
    }

    // MARK: Edits

    /// The assignment and the logs about the fallback right after it.
    private var moved: [Syntax] {
        guard let position = suite.index(of: fallback) else { return [fallback] }
        let logs = suite.statements[(position + 1)...].prefix {
            LogCalls.call(in: $0).map { Announcement.mentionsFallback($0.node) } ?? false
        }
        return [fallback] + logs
    }

    private func edits(_ file: FileContext) -> [TextEdit] {
        let source = file.source
        let layout = StatementLayout(file.tree)
        let (base, inside) = (layout.indentation(of: fallback), layout.indentation(of: announcement))
        let unit = layout.unit(of: announcement, in: fallback, style: file.style)
        var from = Layout.nextLineStart(of: statement.end, in: source)
        var edits: [TextEdit] = []
        for statement in moved {
            let isOdd = isContinuationDeeper(of: statement, file)
            let end = isOdd ? Layout.lineEnd(of: statement.start, in: source) : statement.end
            edits += Reindentation.deepening(linesIn: from..<end, by: unit, behind: base, of: file.tree)
                .filter { !isCommentInside($0, inside, file) }
            from = Layout.nextLineStart(of: statement.end, in: source)
        }
        return edits
    }

    /// A comment between the branch and the assignment may already have the branch's indentation.
    private func isCommentInside(_ edit: TextEdit, _ inside: String, _ file: FileContext) -> Bool {
        let line = Layout.lineStart(of: edit.range.lowerBound, in: file.source)
        let text = Layout.skipBlanks(from: line, in: file.source)
        return file.source.bytes[text] == UInt8(ascii: "#")
            && Layout.indentation(before: text, in: file.source).hasPrefix(inside)
    }
}

extension MisplacedFallback: DefectSite {
    var place: Range<Int> { fallback.range }
    var message: String { "the log announces a fallback, but '\(target.text)' is assigned again whatever happens" }
}

extension Syntax {
    var nameOrAttribute: Syntax? { kind == .name || kind == .attribute ? self : nil }
}

extension Variable {
    /// Reads in other functions, which may run at any time.
    fileprivate func foreignReads(in model: SemanticModel) -> [Syntax] {
        references.filter { use in
            let user = model.scope(of: use).withoutComprehensions
            return user != scope && user.kind != .comprehension
        }
    }
}
