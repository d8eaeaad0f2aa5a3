import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A dictionary, tuple or list of opened files that a name holds until calls have sent them:
/// `files = {"image": open(path, "rb")}`, then `requests.post(url, files=files)`.
struct SentFiles {
    private let opener: FileOpener
    private let statement: Syntax
    /// The last statement of the suite that sends them.
    private let last: Syntax
    private let file: FileContext

    /// Nil unless that is all that happens to the name.
    init?(_ opener: FileOpener, _ statement: Syntax, _ file: FileContext) {
        let displays: Set<NodeKind> = [.dictionary, .dictionaryItem, .tuple, .list, .parenthesized]
        guard opener.isReadOnly, !opener.isAsync, WrappedOpener(in: opener, file) == nil,
            let assignment = Assignment(statement), assignment.targets.count == 1,
            opener.value.ancestors.prefix(while: { $0 != statement }).allSatisfy({ displays.contains($0.kind) }),
            let target = assignment.targets.first?.withoutParentheses, target.kind == .name,
            let variable = file.semantics.variable(of: target), variable.scope.kind == .function,
            variable.scope == file.semantics.scope(of: statement), !variable.isUsedElsewhere,
            !variable.isDeclaredInside,
            let suite = file.suite(containing: statement)
        else { return nil }
        let reach = Reach(of: target, in: file.flow(around: statement))
        let flow = ValueFlow.files(opener, in: file)
        guard reach.isComplete, reach.rivals.isEmpty, !reach.goesRound,
            reach.uses.allSatisfy({ Self.isSent($0, flow) && $0.isDescendant(of: suite.node) }),
            let index = reach.uses.compactMap(suite.index(containing:)).max()
        else { return nil }
        self.opener = opener
        self.statement = statement
        last = suite.statements[index]
        self.file = file
    }

    private static func isSent(_ use: Syntax, _ flow: ValueFlow) -> Bool {
        guard use.role == .value, use.parent?.kind == .keywordArgument, case .consumed = flow.destination(of: use)
        else {
            return false
        }
        return true
    }

    func fix() throws(Refusal<FileReason>) -> Fix {
        var editor = BlockEditor(file, at: statement)
        if editor.layout.sharesLine(statement) || editor.layout.sharesLine(last) { throw Refusal(.sharedLine) }
        let scope = file.semantics.scope(of: statement)
        var minter = NameMinter(in: scope, of: file)
        guard let name = minter.contextVariable(opener.words(in: scope, of: file), at: statement, in: scope, of: file)
        else {
            throw Refusal(.namesTaken)
        }
        editor.deleteDirectives(for: NamedHandle.rules, at: statement)
        editor.replace(opener.value.range, with: name)
        let suite = file.suite(containing: statement)?.statements
        if suite?.first == statement, suite?.last == last,
            let wider = WiderHeader(of: statement.parent, adding: opener, as: name, file)
        {
            wider.widen(&editor)
        } else {
            let header = BlockHeader(opener: opener, name: name, file: file)
            editor.insertLine(header.text(at: editor.base), before: statement)
            editor.deepen(editor.layout.lineStart(of: statement)..<last.end)
        }
        return Fix(.safe, editor)
    }
}
