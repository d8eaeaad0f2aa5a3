import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// `try: … finally: f.close()`, the file opened in front of the `try` or inside it.
struct ClosedInFinally {
    let handle: NamedHandle
    let life: HandleLife
    let site: CloseSite
    let clause: Syntax

    private var file: FileContext { handle.file }

    func judge() -> Judgement {
        guard let statement = clause.parent, let body = statement.child(.body), let finally = clause.child(.body),
            !body.flags.contains(.inline), !finally.flags.contains(.inline)
        else { return .refuse(.unclearFlow) }
        if handle.targets.count > 1 { return .refuse(.unclearFlow) }
        // A second close, in a handler say, would be left behind.
        if life.closes.count > 1 { return .refuse(.unclearFlow) }
        let lines = StatementEditor(file, base: "")
        if lines.isJoined(site.statement) || lines.isFollowedOnLine(site.statement) { return .refuse(.unclearFlow) }
        let shape = Shape(statement: statement, body: body, finally: Suite(finally))
        if handle.suite.node == body { return openedInside(shape) }
        guard let index = handle.suite.index(of: statement), index > handle.index else { return openedInBranch(shape) }
        return openedInFront(shape, index)
    }

    struct Shape {
        let statement: Syntax
        let body: Syntax
        let finally: Suite

        var hasClauses: Bool { statement.child(.handler) != nil || statement.child(.orElse) != nil }
    }

    private var message: String { "'\(handle.name)' is closed by hand in a finally clause" }

    // MARK: Opened in front of the try

    private func openedInFront(_ shape: Shape, _ index: Int) -> Judgement {
        if life.uses.contains(where: { $0.start > shape.statement.end }) { return .refuse(.usedAfterClose) }
        let position = shape.finally.index(of: site.statement) ?? 0
        let others = shape.finally.statements.count - 1
        if others > position,
            !shape.finally.statements[(position + 1)...].allSatisfy({ HandlePatterns.closed(by: $0) != nil })
        {
            return closedBeforeOthers(shape, position)
        }
        if life.uses.contains(where: { $0.isDescendant(of: shape.finally.node) && $0.start > site.statement.end }) {
            return .refuse(.usedAfterClose)
        }
        var editor = editor(around: shape)
        editor.turnIntoHeader(handle.statement, handle.opener, name: handle.name)
        guard !editor.isJoined(handle.statement), !editor.isFollowedOnLine(handle.statement) else {
            return .refuse(.unclearFlow)
        }
        let between = Layout.nextLineStart(of: handle.statement.end, in: file.source)
        if others == 0, !shape.hasClauses {
            editor.deepen(between..<shape.statement.start)
            editor.remove(header(of: shape.statement), deepeningComment: true)
            removeFinally(&editor)
        } else {
            editor.deepen(between..<shape.statement.end)
            if others == 0 { removeFinally(&editor) } else { editor.remove(site.statement.range) }
        }
        return .fix(message, .safe, editor.result)
    }

    /// What follows the close in the finally clause may depend on it: the block goes inside the `try`.
    private func closedBeforeOthers(_ shape: Shape, _ position: Int) -> Judgement {
        // A close inside the try would show its own errors to the handlers.
        guard position == 0, !shape.hasClauses, !handle.opener.isAsync, let first = Suite(shape.body).statements.first,
            life.uses.allSatisfy({ $0.isDescendant(of: shape.body) || $0.start < shape.statement.start })
        else { return .refuse(.unclearFlow) }
        let base = Layout.indentation(before: first.start, in: file.source)
        var editor = StatementEditor(file, base: base)
        editor.insertHeader("with \(handle.name):", before: first)
        editor.deepen(Layout.lineStart(of: first.start, in: file.source)..<shape.body.end)
        editor.remove(site.statement.range)
        return .fix(message, .safe, editor.result)
    }

    // MARK: Opened in a try of its own

    /// `try: f = open(p)`, handlers that leave, then this `try` that closes it: it becomes `with f:`.
    private func openedInBranch(_ shape: Shape) -> Judgement {
        guard let outer = handle.suite.node.parent, !handle.opener.isAsync,
            let late = LateBlock(handle: handle, life: life, outer: outer, firstUse: site.call),
            late.host.statements[late.first] == shape.statement
        else { return .refuse(.closedConditionally) }
        guard shape.finally.statements.count == 1, !shape.hasClauses,
            life.uses.allSatisfy({ $0.isDescendant(of: shape.body) })
        else { return .refuse(.unclearFlow) }
        var editor = editor(around: shape)
        editor.replace(header(of: shape.statement), with: "with \(handle.name):")
        removeFinally(&editor)
        return .fix(message, .safe, editor.result)
    }

    // MARK: Opened inside the try

    private func openedInside(_ shape: Shape) -> Judgement {
        guard life.uses.allSatisfy({ $0.isDescendant(of: shape.body) }) else { return .refuse(.usedAfterClose) }
        let isOnly = shape.finally.statements.count == 1
        if isOnly, !shape.hasClauses { return dissolved(shape) }
        let base = Layout.indentation(before: handle.statement.start, in: file.source)
        var editor = StatementEditor(file, base: base)
        guard !editor.isJoined(handle.statement), !editor.isFollowedOnLine(handle.statement) else {
            return .refuse(.unclearFlow)
        }
        let rest = Layout.nextLineStart(of: handle.statement.end, in: file.source)
        guard rest < shape.body.end else { return .refuse(.unclearFlow) }
        editor.turnIntoHeader(handle.statement, handle.opener, name: handle.name)
        editor.deepen(rest..<shape.body.end)
        if isOnly { removeFinally(&editor) } else { editor.remove(site.statement.range) }
        return .fix(message, .safe, editor.result)
    }

    /// Nothing is left of the `try`: its body becomes the block's.
    private func dissolved(_ shape: Shape) -> Judgement {
        guard handle.index == 0, handle.suite.statements.count > 1 else { return .refuse(.unclearFlow) }
        var editor = editor(around: shape)
        guard !editor.isJoined(handle.statement), !editor.isFollowedOnLine(handle.statement) else {
            return .refuse(.unclearFlow)
        }
        // The header's line loses the level that the try gave it, comments between them too.
        let header = header(of: shape.statement)
        let first = Layout.lineStart(of: handle.statement.start, in: file.source)
        guard Layout.nextLineStart(of: header.upperBound, in: file.source) == first else {
            return .refuse(.unclearFlow)
        }
        guard !file.source.bytes[handle.statement.range].contains(where: Layout.isLineEnd) else {
            return .refuse(.unclearFlow)
        }
        editor.remove(header)
        editor.replace(first..<handle.statement.start, with: editor.base)
        editor.turnIntoHeader(handle.statement, handle.opener, name: handle.name)
        removeFinally(&editor)
        return .fix(message, .safe, editor.result)
    }

    // MARK: Parts

    /// The body keeps its own indentation, whatever the file's unit is.
    private func editor(around shape: Shape) -> StatementEditor {
        let base = Layout.indentation(before: shape.statement.start, in: file.source)
        let inner = Layout.indentation(before: shape.body.start, in: file.source)
        let unit = inner.hasPrefix(base) ? String(inner.dropFirst(base.count)) : file.style.indentUnit
        return StatementEditor(file, base: base, unit: unit)
    }

    /// From the keyword through the colon.
    private func header(of node: Syntax) -> Range<Int> {
        node.start..<file.tree.tokens[node.firstToken + 1].range.upperBound
    }

    private func removeFinally(_ editor: inout StatementEditor) {
        editor.remove(header(of: clause), deepeningComment: true)
        editor.remove(site.statement.range)
    }
}
