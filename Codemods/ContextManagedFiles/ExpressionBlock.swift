import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The edits that put a statement with an unnamed file into a block, or the part of it that reads the file in front.
struct ExpressionBlock {
    let edits: [TextEdit]

    /// Throws where the statement cannot be put into a block as it stands.
    init(_ opener: FileOpener, _ statement: Syntax, _ file: FileContext) throws(Refusal<FileReason>) {
        var editor = BlockEditor(file, at: statement)
        guard !editor.layout.sharesLine(statement) else { throw Refusal(.sharedLine) }
        let value = opener.isAsync ? opener.call : opener.value
        let keyword = opener.isAsync ? "async with" : "with"
        if Self.isOnlyOpening(opener, statement) {
            editor.turnIntoHeader(statement, "\(keyword) ", value, ":")
            editor.insertBodyLine("pass", below: statement)
            edits = editor.edits
            return
        }
        let scope = file.semantics.scope(of: statement)
        var minter = NameMinter(in: scope, of: file)
        let name = minter.contextVariable(opener.words, at: statement, in: scope, of: file)
        let header = Self.header(keyword, value, name, editor, file)
        switch statement.kind {
        case .assignment, .annotatedAssignment, .augmentedAssignment, .expressionStatement, .returnStatement,
            .raiseStatement, .assertStatement, .deleteStatement, .forStatement:
            let isLoop = statement.kind == .forStatement
            if isLoop
                ? Self.iteratesHandle(opener, statement, file) : !Self.spansLines(statement, beyond: opener.value, file)
            {
                editor.replace(opener.value.range, with: name)
                if file.suite(containing: statement)?.statements.count == 1,
                    let wider = WiderHeader(of: statement.parent, adding: opener, as: name, file)
                {
                    wider.widen(&editor)
                    edits = editor.edits
                    return
                }
                editor.insertLine(header, before: statement)
                editor.deepen(Layout.lineStart(of: statement.start, in: file.source)..<statement.end)
                edits = editor.edits
                return
            }
        case .ifStatement, .matchStatement: break
        default: throw Refusal(.unclearFlow)
        }
        guard let read = Self.consumedPart(opener, file) else { throw Refusal(.unclearFlow) }
        if Self.spansLines(read, beyond: opener.value, file) { throw Refusal(.overSeveralLines) }
        let content = minter.firstFree(of: ["contents", "text", "data"])
        let text =
            file.source.string(in: read.start..<opener.value.start) + name
            + file.source.string(in: opener.value.end..<read.end)
        editor.insertLine(header, before: statement)
        editor.insertLine(editor.unit + "\(content) = \(text)", before: statement)
        editor.replace(read.range, with: content)
        edits = editor.edits
    }

    /// The header, its call wrapped where the line would become too long.
    private static func header(
        _ keyword: String, _ value: Syntax, _ name: String, _ editor: BlockEditor, _ file: FileContext
    ) -> String {
        let line = "\(keyword) \(value.text) as \(name):"
        guard editor.base.count + line.count > file.style.lineLength, value.kind == .call,
            let arguments = value.child(.arguments), arguments.firstChild != nil,
            !file.source.bytes[value.range].contains(where: Layout.isLineEnd)
        else { return line }
        let callee = file.source.string(in: value.start..<arguments.start)
        let inside = file.source.string(in: arguments.start + 1..<arguments.end - 1)
        let newline = file.style.lineEnding.rawValue
        let open = "\(keyword) \(callee)(\(newline)\(editor.bodyIndentation)\(inside)"
        return "\(open)\(newline)\(editor.base)) as \(name):"
    }

    /// `open(path, "w")`, for the truncation.
    private static func isOnlyOpening(_ opener: FileOpener, _ statement: Syntax) -> Bool {
        statement.kind == .expressionStatement && statement.child(.value) == opener.value
    }

    /// True for `for line in open(p)` and what reads it lazily; false where the iterable is read before the loop.
    private static func iteratesHandle(_ opener: FileOpener, _ loop: Syntax, _ file: FileContext) -> Bool {
        consumedPart(opener, file).map { $0.kind == .forStatement } ?? true
    }

    /// The smallest expression around the opener that is done with the file.
    private static func consumedPart(_ opener: FileOpener, _ file: FileContext) -> Syntax? {
        var node = opener.value
        while let parent = node.parent, !parent.kind.isStatement {
            node = parent
            guard [.call, .await, .listComprehension, .setComprehension, .dictionaryComprehension].contains(node.kind)
            else { continue }
            if isDone(node, opener, file) { return node.parent?.kind == .await ? node.parent : node }
        }
        return node.parent
    }

    private static func isDone(_ node: Syntax, _ opener: FileOpener, _ file: FileContext) -> Bool {
        guard node.kind == .call, let callee = node.child(.function) else { return node.kind != .await }
        if callee.kind == .attribute, callee.child(.object).map({ opener.value.isDescendantOrSelf(of: $0) }) == true {
            return callee.lastName.map { !ResourceTable.files.dependent.contains($0) } ?? false
        }
        guard let name = file.semantics.qualifiedName(of: callee) else { return true }
        return ArgumentUse(ofFunction: name) != .wraps
    }

    private static func spansLines(_ node: Syntax, beyond inner: Syntax, _ file: FileContext) -> Bool {
        let bytes = file.source.bytes
        return bytes[node.start..<inner.start].contains(where: Layout.isLineEnd)
            || bytes[inner.end..<node.end].contains(where: Layout.isLineEnd)
    }
}
