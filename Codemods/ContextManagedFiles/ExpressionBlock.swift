import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The edits that put a statement with an unnamed file into a block, or the part of it that reads the file in front.
struct ExpressionBlock {
    /// Holds the edits.
    let editor: BlockEditor

    /// Throws where the statement cannot be put into a block as it stands.
    init(_ opener: FileOpener, _ statement: Syntax, _ file: FileContext) throws(Refusal<FileReason>) {
        var editor = BlockEditor(file, at: statement)
        guard !editor.layout.sharesLine(statement) else { throw Refusal(.sharedLine) }
        editor.deleteDirectives(for: NamedHandle.rules, at: statement)
        let scope = file.semantics.scope(of: statement)
        var minter = NameMinter(in: scope, of: file)
        let words = opener.words(in: scope, of: file)
        if words.isEmpty { throw Refusal(.namesTaken) }
        let returned = ReturnedResult(of: statement, called: words[0], file)
        let free = minter.contextVariable(words, at: statement, in: scope, of: file)
        guard let name = returned == nil ? free : words[0] else { throw Refusal(.namesTaken) }
        let header = try Self.header(opener, name, statement, &minter, file)
        switch statement.kind {
        case .assignment, .annotatedAssignment, .augmentedAssignment, .expressionStatement, .returnStatement,
            .raiseStatement, .assertStatement, .deleteStatement, .forStatement:
            let isLoop = statement.kind == .forStatement
            let isOnly = file.suite(containing: statement)?.statements.count == 1
            let joined = returned == nil ? Self.joined(statement, opener, name, editor.bodyIndentation, file) : nil
            let wider = isOnly ? WiderHeader(of: statement.parent, adding: opener, as: name, file) : nil
            if isLoop
                ? Self.iteratesHandle(opener, statement, file)
                : wider != nil || joined != nil || Self.moves(statement, with: opener, file)
            {
                let naming = Self.naming(opener, name, at: editor.bodyIndentation, file)
                editor.replace(
                    joined == nil ? naming.range : statement.range, with: joined ?? naming.text)
                returned?.write(&editor)
                if let wider {
                    wider.widen(&editor)
                } else if returned == nil, OneLineBlocks.take(statement, in: file) {
                    editor.insert(header + " ", at: statement.start)
                } else {
                    editor.insertLine(header + editor.takeDirectivesForOpening(from: statement), before: statement)
                    editor.deepen(Layout.lineStart(of: statement.start, in: file.source)..<statement.end)
                }
                self.editor = editor
                return
            }
        case .ifStatement, .matchStatement: break
        default: throw Refusal(.unclearFlow)
        }
        guard let read = Self.consumedPart(opener, file) else { throw Refusal(.unclearFlow) }
        if Self.spansLines(read, beyond: opener.value, file) { throw Refusal(.overSeveralLines) }
        let plain = Self.readsLines(read) ? ["lines", "rows"] : ["contents", "content", "text", "data"]
        guard let content = minter.free(of: plain) else { throw Refusal(.namesTaken) }
        let text =
            file.source.string(in: read.start..<opener.value.start) + name
            + file.source.string(in: opener.value.end..<read.end)
        editor.insertLine(header, before: statement)
        editor.insertLine(editor.unit + "\(content) = \(text)", before: statement)
        editor.replace(read.range, with: content)
        self.editor = editor
    }

    /// A statement over two or three lines that fits one without the opening.
    private static func joined(
        _ statement: Syntax, _ opener: FileOpener, _ name: String, _ indentation: String, _ file: FileContext
    ) -> String? {
        let layout = StatementLayout(file.tree)
        let breaks = file.lines.breaks(in: statement.range)
        guard !statement.kind.isCompoundStatement, (1...2).contains(breaks), opener.neighbours.isEmpty,
            let text = layout.onOneLine(statement.range, replacing: opener.value.range, with: name),
            indentation.count + text.count <= file.style.lineLength
        else { return nil }
        return text
    }

    /// The header, which opens the file that the opener is given as well.
    private static func header(
        _ opener: FileOpener, _ name: String, _ statement: Syntax, _ minter: inout NameMinter, _ file: FileContext
    ) throws(Refusal<FileReason>) -> String {
        var header = BlockHeader(opener: opener, name: name, file: file)
        let base = StatementLayout(file.tree).indentation(of: statement)
        if let pair = WrappedOpener(in: opener, file) {
            let scope = file.semantics.scope(of: statement)
            let words = pair.inner.words(in: scope, of: file)
            guard pair.fitsOneHeader, let inner = minter.contextVariable(words, at: statement, in: scope, of: file)
            else { throw Refusal(.otherOpener, about: pair.inner.call) }
            header.wrapped = (pair, inner)
            if base.count + header.text(at: base).count > file.style.lineLength {
                throw Refusal(.otherOpener, about: pair.inner.call)
            }
        }
        return header.text(at: base)
    }

    /// What the name of an opened file replaces, and by what: with the opening, the lines of a call around it that fit one line now.
    static func naming(
        _ opener: FileOpener, _ name: String, at indentation: String, _ file: FileContext
    ) -> (range: Range<Int>, text: String) {
        let plain = (opener.value.range, name)
        let (layout, source) = (StatementLayout(file.tree), file.source)
        guard let arguments = opener.value.parent, arguments.kind == .arguments, layout.isBroken(arguments.range),
            let last = Array(arguments.children).last, file.tree.comments(in: arguments.range).isEmpty,
            !source.string(in: last.end..<arguments.end).contains(","),
            !arguments.children.contains(where: { $0 != opener.value && layout.isBroken($0.range) })
        else { return plain }
        let all = arguments.children.map { $0 == opener.value ? name : source.string(in: $0.range) }
        let text = "(\(all.joined(separator: ", ")))"
        let before = source.string(
            in: Layout.skipBlanks(from: layout.lineStart(of: arguments), in: source)..<arguments.start)
        let after = source.string(in: arguments.end..<Layout.lineEnd(of: arguments.end, in: source))
        let width = indentation.count + before.count + text.count + after.count
        return width <= file.style.lineLength ? (arguments.range, text) : plain
    }

    /// A statement goes into the block as a whole if it is short, opens more than one file, or does much with this one.
    private static func moves(_ statement: Syntax, with opener: FileOpener, _ file: FileContext) -> Bool {
        if !spansLines(statement, beyond: opener.value, file) || fitsOneHeader(opener, statement, file) { return true }
        return consumedPart(opener, file).map { spansLines($0, beyond: opener.value, file) } ?? true
    }

    /// True if a statement opens several files that one header can hold.
    private static func fitsOneHeader(_ opener: FileOpener, _ statement: Syntax, _ file: FileContext) -> Bool {
        let all = [opener.value] + opener.neighbours
        let layout = StatementLayout(file.tree)
        let width = all.reduce(layout.indentation(of: statement).count + "with :".count) {
            $0 + $1.range.count + " as archive, ".count
        }
        return all.count > 1 && width <= file.style.lineLength && !all.contains { layout.isBroken($0.range) }
    }

    /// `open(p).readlines()`, `list(open(p))`
    private static func readsLines(_ read: Syntax) -> Bool {
        let name = CallExpression(read)?.functionName
        return name.map(["list", "readlines", "splitlines"].contains) ?? (read.kind == .listComprehension)
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

/// `response = urlopen(url).read()` right above `return response`: with a name for what is opened, the result needs none.
private struct ReturnedResult {
    private let statement: Syntax
    private let value: Syntax
    private let returned: Syntax

    /// Nil unless the name is the one that the opened file should have, and nothing else knows it.
    init?(of statement: Syntax, called name: String, _ file: FileContext) {
        let layout = StatementLayout(file.tree)
        guard statement.kind == .assignment, let assignment = Assignment(statement), let value = assignment.value,
            let target = assignment.soleTarget, target.identifier == name,
            let variable = file.semantics.variable(of: target), variable.scope.kind == .function,
            variable.bindings.count == 1, variable.references.count == 1, !variable.isUsedElsewhere,
            let suite = file.suite(containing: statement), let index = suite.index(of: statement),
            index + 1 < suite.statements.count, suite.statements[index + 1].kind == .returnStatement
        else { return nil }
        let returned = suite.statements[index + 1]
        guard returned.child(.value) == variable.references[0], layout.isAlone(statement),
            layout.isUncommented(returned, after: statement),
            file.tree.comments(in: statement.start..<returned.end).isEmpty
        else { return nil }
        self.statement = statement
        self.value = value
        self.returned = returned
    }

    func write(_ editor: inout BlockEditor) {
        editor.replace(statement.start..<value.start, with: "return ")
        editor.delete(returned.range)
    }
}
