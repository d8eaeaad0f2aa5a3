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
        let next = suite.statements[(index + 1)...].prefix(2).first { Self.target(of: $0, isIn: statement) }
        guard let next, let target = Self.assignment.match(next)?["target"]?.withoutParentheses else { return nil }
        self.announcement = announcement
        branch = file.suite(block)
        self.statement = statement
        self.suite = suite
        self.index = index
        fallback = next
        self.target = target
    }

    /// True if a statement assigns one name or dotted name, and the branch mentions it.
    private static func target(of statement: Syntax, isIn branch: Syntax) -> Bool {
        guard let target = Assignment(statement)?.soleTarget?.withoutParentheses.nameOrAttribute else { return false }
        return branch.subtree.contains { $0.kind == target.kind && $0.hasSameTokens(as: target) }
    }

    static let assignment = Pattern(
        "$target = $function($...)", where: ["target": .kind(.name, .attribute)], .optionalAwait)
    static let check: Pattern = "$target.$method($...)"

    // MARK: Judgement

    func repair(in file: FileContext) throws(Refusal<FallbackReason>) -> Repair? {
        let graph = file.flow(around: statement).graph
        // A log that never runs announces nothing, and whatever moves next to it would never run either.
        guard graph.isReachable(announcement), graph.canComplete(branch.node),
            !branch.statements.contains(where: assignsTarget), isLastAnnouncement
        else { return nil }
        let reads = ResultReads(target: target, file: file)
        let refusal: Refusal<FallbackReason>?
        let first: Syntax
        if statement.kind == .ifStatement {
            guard let primary = primaryBeforeIf(file, reads) else { return nil }
            refusal = refusalOfIf(since: primary, reads)
            first = suite.statements[primary]
        } else {
            guard let body = statement.child(.body), let primary = primaryInTry(Suite(body), graph) else { return nil }
            refusal = refusalOfTry(since: primary, reads)
            first = Suite(body).statements[primary]
        }
        if let refusal = refusal ?? commonRefusal(file, reads) ?? doubt(about: first, file, reads) { throw refusal }
        let evidence = [
            Evidence(file.path, first.range, "the first result, which is never read"),
            Evidence(file.path, announcement.range, "the log announces a fallback"),
        ]
        return Repair(Fix(.review, edits: edits(file)), message: message + signs(file), evidence: evidence)
    }

    private func assignsTarget(_ statement: Syntax) -> Bool {
        statement.subtree.contains { $0.kind == target.kind && $0.isAssigned && $0.hasSameTokens(as: target) }
    }

    /// The call that assigned the target last before the `if`, a value that is a default by its name left out.
    private func primaryBeforeIf(_ file: FileContext, _ reads: ResultReads) -> Int? {
        let targets = file.analysis(of: suite.node) { AssignedTargets(suite) }
        guard let position = targets.last(assigning: target, before: index), isPrimary(suite.statements[position])
        else {
            return nil
        }
        // A condition about something else, such as how much to log, says nothing about this result.
        guard statement.child(.test).map(reads.happen) == true else { return nil }
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

    private func refusalOfIf(since primary: Int, _ reads: ResultReads) -> Refusal<FallbackReason>? {
        if statement.child(.orElse) != nil { return Refusal(.elseHandlesOtherCase) }
        let between = suite.statements[(primary + 1)..<index]
        if let user = between.first(where: { !isLog($0) && reads.happen(in: $0) }) {
            return Refusal(.resultUsedBefore, about: user)
        }
        let test = statement.child(.test)
        let isClear = test.map { FailureTest.testsFailure(of: target, $0) } ?? false
        return isClear ? nil : Refusal(.failureTestUnclear, about: test)
    }

    private func refusalOfTry(since primary: Int, _ reads: ResultReads) -> Refusal<FallbackReason>? {
        guard let attempt = TryStatement(statement), attempt.handlers.count == 1, attempt.orElse == nil,
            attempt.finalBody == nil
        else { return Refusal(.severalHandlers) }
        let rest = Suite(attempt.body).statements[(primary + 1)...]
        return rest.first { !isCheck($0) && !isLog($0) && reads.happen(in: $0) }
            .map { Refusal(.resultUsedBefore, about: $0) }
    }

    /// `response.raise_for_status()` belongs to the test whether the primary call succeeded.
    private func isCheck(_ statement: Syntax) -> Bool {
        let method = Self.check.match(statement, binding: ["target": target])?["method"]?.lastName
        return method?.hasPrefix("raise_for_") ?? false
    }

    /// What is printed is output that a user reads.
    private func isLog(_ statement: Syntax) -> Bool {
        LogCalls.call(in: statement).map { !$0.isNamed(["echo", "print", "secho", "write"]) } ?? false
    }

    /// False if a later log of the branch announces the fallback too.
    private var isLastAnnouncement: Bool {
        guard let position = branch.index(of: announcement) else { return true }
        return !branch.statements[(position + 1)...].contains {
            LogCalls.call(in: $0).map { Announcement.announcesFallback($0.node) } ?? false
        }
    }

    private var announcing: Syntax { LogCalls.call(in: announcement)?.node ?? announcement }

    private func commonRefusal(_ file: FileContext, _ reads: ResultReads) -> Refusal<FallbackReason>? {
        if let position = branch.index(of: announcement), position + 1 < branch.statements.count {
            return Refusal(.logNotLast, about: branch.statements[position + 1])
        }
        let next = suite.statements[index + 1]
        if fallback != next {
            return Refusal(reads.happen(in: next) ? .resultUsedBefore : .statementBetween, about: next)
        }
        if fallback.child(.value).map(reads.mayReach) ?? true {
            return Refusal(.fallbackReadsResult, about: fallback.child(.value))
        }
        if branch.node.flags.contains(.inline) || suite.node.flags.contains(.inline) || sharesLine(file) {
            return Refusal(.sharedLine)
        }
        return nil
    }

    /// What speaks against a fallback although its place and its form fit.
    private func doubt(about first: Syntax, _ file: FileContext, _ reads: ResultReads) -> Refusal<FallbackReason>? {
        let standIn = StandIn(fallback, for: first, target: target, announcement: announcing)
        if standIn?.isShown != true { return Refusal(.notAReplacement, about: fallback.child(.value)) }
        if ObservedAssignment.mayRunCode(target, in: file) { return Refusal(.assignmentObserved, about: target) }
        if differInKind(first, file, reads) { return Refusal(.resultsDiffer, about: fallback.child(.value)) }
        let bothWays = BothWays(fallback: fallback, moved: moved, target: target, file: file)
        if let needed = bothWays.needed { return Refusal(.neededOnBothWays, about: needed) }
        if bothWays.isAnnouncedForBoth(since: statement.end) { return Refusal(.commentSaysAlways) }
        return nil
    }

    /// True if the code handles the first result as an object and the second as a mapping, or the other way round, or
    /// if only the second is awaited and the first may be a coroutine or a task.
    private func differInKind(_ first: Syntax, _ file: FileContext, _ reads: ResultReads) -> Bool {
        guard let one = first.child(.value), let other = fallback.child(.value) else { return true }
        if one.kind != .await, other.kind == .await, !isPlainCall(one, file) { return true }
        let before = ResultKind.shown(by: reads.reads(in: statement))
        let around = fallback.enclosingFunction ?? file.tree.root
        let after = ResultKind.shown(by: reads.reads(in: around).filter { $0.start > fallback.end })
        return before != nil && after != nil && before != after
    }

    private func isPlainCall(_ value: Syntax, _ file: FileContext) -> Bool {
        guard let call = CallExpression(value.withoutParentheses),
            case .function(let function, _)? = file.project.definition(of: call.function, in: file.module)
        else { return false }
        return !function.isAsync
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
            LogCalls.call(in: $0).map { Announcement.speaksOfFallback($0.node, after: announcing) } ?? false
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
