import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// `try: … finally: f.close()`, the file opened before the `try` or inside it.
struct ClosedInFinally {
    let handle: NamedHandle
    let life: HandleLife
    let site: CloseSite
    let clause: Syntax

    private var file: FileContext { handle.file }

    func repair() throws(Refusal<FileReason>) -> Repair? {
        guard let attempt = clause.parent.flatMap(TryStatement.init), let finally = attempt.finalBody,
            !attempt.body.flags.contains(.inline), !finally.flags.contains(.inline)
        else { throw Refusal(.oneLineBlock) }
        if handle.targets.count > 1 { throw Refusal(.unclearFlow) }
        // A second close, in a handler say, would be left behind.
        if life.closes.count > 1 { throw Refusal(.unclearFlow) }
        let repair = try repair(Shape(attempt: attempt, finally: file.suite(finally)))
        if repair != nil, StatementLayout(file.tree).sharesLine(site.statement) { throw Refusal(.sharedLine) }
        return repair
    }

    private func repair(_ shape: Shape) throws(Refusal<FileReason>) -> Repair? {
        if handle.suite.node == shape.body { return try openedInside(shape) }
        guard let index = handle.suite.index(of: shape.statement), index > handle.index else {
            return try openedInBranch(shape)
        }
        return try openedInFront(shape, index)
    }

    struct Shape {
        let attempt: TryStatement
        let finally: Suite

        var statement: Syntax { attempt.node }
        var body: Syntax { attempt.body }
        var hasClauses: Bool { attempt.hasHandlers || attempt.orElse != nil }
    }

    private var message: String { "'\(handle.name)' is closed by hand in a finally clause" }

    // MARK: Opened before the try

    private func openedInFront(_ shape: Shape, _ index: Int) throws(Refusal<FileReason>) -> Repair? {
        if let use = life.uses.first(where: { $0.start > shape.statement.end && !life.isData($0, in: handle.suite) }) {
            throw Refusal(.usedAfterClose, at: use)
        }
        let position = shape.finally.index(of: site.statement) ?? 0
        let others = shape.finally.statements.count - 1
        if others > position,
            !shape.finally.statements[(position + 1)...].allSatisfy({ HandlePatterns.closed(by: $0) != nil })
        {
            return try closedBeforeOthers(shape, position)
        }
        if let use = life.uses.first(where: {
            $0.isDescendant(of: shape.finally.node) && $0.start > site.statement.end
        }) {
            throw Refusal(.usedAfterClose, at: use)
        }
        var editor = editor(around: shape)
        if editor.layout.sharesLine(handle.statement) { throw Refusal(.sharedLine) }
        if others == 0, let header = WiderHeader(for: handle, through: shape.statement, file) {
            header.widen(&editor)
            editor.delete(handle.statement, withDirectivesFor: NamedHandle.rules)
            editor.deleteBlankLines(below: handle.statement)
            if !shape.hasClauses { dissolve(shape, &editor) }
            removeFinally(&editor)
            return Repair(Fix(.safe, editor), message: message)
        }
        // It is closed on every path already: nobody wants that much indented anew.
        if others == 0, shape.hasClauses, index == handle.index + 1, isLong(shape.statement) { return nil }
        let later = LaterOpening(of: handle, before: handle.suite.statements[(handle.index + 1)...index])
        if let later { later.write(&editor) } else { handle.openBlock(named: handle.name, &editor) }
        let between = later?.start ?? Layout.nextLineStart(of: handle.statement.end, in: file.source)
        if others == 0, !shape.hasClauses {
            editor.deepen(between..<shape.statement.start)
            editor.deleteRemarks(above: shape.statement)
            editor.delete(editor.layout.header(of: shape.statement), deepeningComment: true)
            removeFinally(&editor)
        } else {
            editor.deepen(between..<shape.statement.end)
            if others == 0 { removeFinally(&editor) } else { editor.deleteClose(site.statement) }
        }
        return Repair(Fix(.safe, editor), message: message)
    }

    private static let mostLines = 20

    private func isLong(_ statement: Syntax) -> Bool {
        file.lines.breaks(in: statement.range) > Self.mostLines
    }

    /// Takes a `try` of which nothing is left from around its body.
    private func dissolve(_ shape: Shape, _ editor: inout BlockEditor) {
        let header = editor.layout.header(of: shape.statement)
        editor.deleteRemarks(above: shape.statement)
        editor.delete(header)
        editor.raise(Layout.nextLineStart(of: header.upperBound, in: file.source)..<shape.body.end)
    }

    /// What follows the close in the finally clause may depend on it: the block goes inside the `try`. Nothing is gained where the
    /// `try` follows the opening at once.
    private func closedBeforeOthers(_ shape: Shape, _ position: Int) throws(Refusal<FileReason>) -> Repair? {
        // A close inside the try would show its own errors to the handlers.
        if position == 0, handle.suite.index(of: shape.statement) == handle.index + 1 { return nil }
        guard position == 0, !shape.hasClauses, !handle.opener.isAsync, let first = Suite(shape.body).statements.first,
            life.uses.allSatisfy({ $0.isDescendant(of: shape.body) || $0.start < shape.statement.start })
        else { throw Refusal(.unclearFlow) }
        var editor = BlockEditor(file, at: first)
        editor.insertLine("with \(handle.name):", before: first)
        editor.deepen(Layout.lineStart(of: first.start, in: file.source)..<shape.body.end)
        editor.deleteClose(site.statement)
        editor.deleteDirectives(for: NamedHandle.rules, at: handle.statement)
        return Repair(Fix(.safe, editor), message: message)
    }

    // MARK: Opened in a try of its own

    /// `try: f = open(p)`, handlers that leave, then this `try` that closes it: it becomes `with f:`.
    private func openedInBranch(_ shape: Shape) throws(Refusal<FileReason>) -> Repair? {
        guard let outer = handle.suite.node.parent, !handle.opener.isAsync,
            let late = LateBlock(handle: handle, life: life, outer: outer, firstUse: site.call),
            late.host.statements[late.first] == shape.statement
        else { throw Refusal(.closedConditionally) }
        guard shape.finally.statements.count == 1, !shape.hasClauses,
            life.uses.allSatisfy({ $0.isDescendant(of: shape.body) })
        else { throw Refusal(.unclearFlow) }
        var editor = editor(around: shape)
        editor.replace(editor.layout.header(of: shape.statement), with: "with \(handle.name):")
        removeFinally(&editor)
        return Repair(Fix(.safe, editor), message: message)
    }

    // MARK: Opened inside the try

    private func openedInside(_ shape: Shape) throws(Refusal<FileReason>) -> Repair? {
        if let use = life.uses.first(where: { !$0.isDescendant(of: shape.body) }) {
            throw Refusal(.usedAfterClose, at: use)
        }
        // The block's end would show errors of closing to the handlers: until now they reached the caller.
        if !handle.opener.isReadOnly, let handler = shape.attempt.handlers.first(where: swallowsCloseErrors) {
            throw Refusal(.closeErrorHandled, about: handler.exception ?? handler.node.child(.body))
        }
        let isOnly = shape.finally.statements.count == 1
        if isOnly, !shape.hasClauses { return try dissolved(shape) }
        var editor = BlockEditor(file, at: handle.statement)
        if isOnly { deleteNone(before: shape, &editor) }
        if editor.layout.sharesLine(handle.statement) { throw Refusal(.sharedLine) }
        let rest = Layout.nextLineStart(of: handle.statement.end, in: file.source)
        guard rest < shape.body.end else { throw Refusal(.unclearFlow) }
        handle.openBlock(named: handle.name, &editor)
        editor.deepen(rest..<shape.body.end)
        if isOnly { removeFinally(&editor) } else { editor.deleteClose(site.statement) }
        return Repair(Fix(.safe, editor), message: message)
    }

    /// True for a handler of what a flush may raise that does not raise it again.
    private func swallowsCloseErrors(_ handler: ExceptHandler) -> Bool {
        let last = Suite(handler.body).statements.last
        if last?.kind == .raiseStatement, last?.child(.exception) == nil { return false }
        return handler.exception == nil || handler.exceptions.contains(where: mayCatchSystemErrors)
    }

    private func mayCatchSystemErrors(_ exception: Syntax) -> Bool {
        if let name = file.semantics.qualifiedName(of: exception), BuiltinExceptions.contains(name) {
            return Self.systemErrors.contains(name)
        }
        if case .type? = file.project.definition(of: exception, in: file.module) { return false }
        return true
    }

    private static let systemErrors: Set<String> = [
        "builtins.BaseException", "builtins.EnvironmentError", "builtins.Exception", "builtins.IOError",
        "builtins.OSError", "builtins.WindowsError",
    ]

    /// Nothing is left of the `try`: its body becomes the block's.
    private func dissolved(_ shape: Shape) throws(Refusal<FileReason>) -> Repair? {
        guard handle.index == 0, handle.suite.statements.count > 1 else { throw Refusal(.unclearFlow) }
        var editor = editor(around: shape)
        if editor.layout.sharesLine(handle.statement) { throw Refusal(.sharedLine) }
        if editor.layout.isBroken(handle.statement.range) { throw Refusal(.overSeveralLines) }
        deleteNone(before: shape, &editor)
        // The header's line loses the level that the try gave it, comments between them too.
        let header = editor.layout.header(of: shape.statement)
        let below = Layout.nextLineStart(of: header.upperBound, in: file.source)
        editor.delete(header)
        editor.raise(below..<handle.statement.start)
        handle.openBlock(named: handle.name, &editor)
        removeFinally(&editor)
        return Repair(Fix(.safe, editor), message: message)
    }

    /// Deletes `file = None` right above the `try` if nothing but the clause that goes asked for it.
    private func deleteNone(before shape: Shape, _ editor: inout BlockEditor) {
        guard let variable = file.semantics.variable(of: handle.targets[0]), variable.scope.kind == .function,
            variable.bindings.count == 2, !variable.isUsedElsewhere,
            let suite = file.suite(containing: shape.statement),
            let index = suite.index(of: shape.statement), index > 0,
            let assignment = Assignment(suite.statements[index - 1]), assignment.value?.isNone == true,
            let target = assignment.soleTarget, file.semantics.variable(of: target) == variable,
            variable.references.allSatisfy({ use in
                use.isDescendant(of: site.statement)
                    || use.isDescendant(of: shape.body) && use.start > handle.statement.end
            })
        else { return }
        editor.deleteUncommented(assignment.node)
    }

    // MARK: Parts

    /// The body keeps its own indentation, whatever the file's unit is.
    private func editor(around shape: Shape) -> BlockEditor {
        let unit = StatementLayout(file.tree).unit(of: shape.body, in: shape.statement, style: file.style)
        return BlockEditor(file, at: shape.statement, unit: unit)
    }

    private func removeFinally(_ editor: inout BlockEditor) {
        editor.deleteFinally(clause, closing: site.statement)
    }
}
