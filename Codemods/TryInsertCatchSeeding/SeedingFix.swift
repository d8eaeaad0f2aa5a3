import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Writes `try: insert / except IntegrityError:` in place of a check before an insert, or after it.
struct SeedingFix {
    let file: FileContext
    let site: SeedingSite
    private let inserts: FileInserts
    private let rollsBack: Bool
    private let triedRange: Range<Int>
    private let dropsCheck: Bool
    /// A flush at the end of a savepoint, without a comment.
    private let droppedFlush: Syntax?

    /// Throws the reason where the repair cannot be shown to be right.
    init(_ site: SeedingSite, _ inserts: FileInserts, in file: FileContext) throws(Refusal<SeedingReason>) {
        self.site = site
        self.inserts = inserts
        self.file = file
        let judgement = SeedingJudgement(file: file, site: site)
        try judgement.check()
        rollsBack = judgement.rollsBack
        triedRange = judgement.tried
        dropsCheck = judgement.dropsCheck
        droppedFlush = judgement.rollsBack ? nil : Self.needlessFlush(site, judgement.tried, in: file)
    }

    var hasSavepoint: Bool { !rollsBack }

    /// Throws where `IntegrityError` cannot be imported.
    func edits() throws(Refusal<SeedingReason>) -> [TextEdit] {
        guard let test = site.ifStatement.child(.test) else { throw Refusal(.layoutUnclear) }
        var imports = ImportEditor(file)
        let error = try integrityError(&imports)
        let edits =
            dropsCheck
            ? insertFirst(test, error) : site.shape == .insertBehind ? guardedBehind(error) : guarded(test, error)
        return imports.edits + edits
    }

    // MARK: Parts

    private var newline: String { file.style.lineEnding.rawValue }
    private var unit: String { file.style.indentUnit }
    private var awaiting: String { site.lookup.isAsync ? "await " : "" }
    private var rest: [Syntax] { Array(site.statements[triedRange.upperBound...]) }
    private var lastTried: Syntax { site.statements[triedRange.upperBound - 1] }
    /// What is tried, up to a flush that the end of a savepoint does anyway.
    private var tried: Syntax { droppedFlush == nil ? lastTried : site.statements[triedRange.upperBound - 2] }

    /// The end of a savepoint flushes. A test that asks for the call keeps it.
    private static func needlessFlush(_ site: SeedingSite, _ tried: Range<Int>, in file: FileContext) -> Syntax? {
        let index = tried.upperBound - 1
        let last = site.statements[index]
        guard index > tried.lowerBound, let sent = SessionCall(statement: last, file.frameworks),
            sent.roles == .flushes, sent.call.arguments.isEmpty,
            StatementLayout(file.tree).isUncommented(last, after: site.statements[index - 1]),
            !SessionFakes(file: file, site: site).assertFlush
        else { return nil }
        return last
    }

    /// The name that the file has for SQLAlchemy's exception, imported where it has none.
    private func integrityError(_ imports: inout ImportEditor) throws(Refusal<SeedingReason>) -> String {
        if let (name, place) = inserts.integrityError {
            // Code of the module runs before what stands below it.
            if place.start > site.ifStatement.start, site.ifStatement.enclosingFunction == nil {
                throw Refusal(.importNameTaken)
            }
            return name
        }
        guard imports.add("IntegrityError", from: "sqlalchemy.exc") else { throw Refusal(.importNameTaken) }
        return "IntegrityError"
    }

    /// What the handler of every form begins with.
    private func handler(_ error: String, _ body: Code, _ holes: [String: Code.Filling], at base: String) -> String {
        let head: Code = """
            except $error:
                $...rollback
            """
        let rollback = rollsBack ? ["\(awaiting)\(site.session.text).rollback()"] : []
        return head.lines(["error": .text(error), "rollback": .lines(rollback)], at: base, in: file)
            + body.lines(holes, at: base + unit, in: file)
    }

    /// The lookup once more, and `raise` if the row is not there: another constraint was violated.
    private func lookingAgain(_ test: Syntax, _ error: String, otherwise: [Syntax], at base: String) -> String {
        let (start, asked, end) = absence(test)
        let body: Code = """
            $...lookup
            $start$asked$end
                raise
            $...otherwise
            """
        let holes: [String: Code.Filling] = [
            "lookup": .copies(site.lookupStatements), "otherwise": .copies(otherwise), "start": .text(start),
            "asked": .copies([asked]), "end": .text(end),
        ]
        return handler(error, body, holes, at: base)
    }

    /// `with session.begin_nested():`, nothing if the whole transaction is rolled back.
    private func savepoint(at indentation: String) -> String {
        if rollsBack { return "" }
        let header = "\(site.lookup.isAsync ? "async " : "")with \(site.session.text).begin_nested():"
        return indentation + header + newline
    }

    // MARK: Forms

    /// `try:` takes the place of the test; the `else` branch becomes part of the handler.
    private func insertFirst(_ test: Syntax, _ error: String) -> [TextEdit] {
        var editor = BlockEditor(file, at: site.statements[0])
        let base = editor.layout.indentation(of: site.ifStatement)
        let header = editor.layout.header(of: site.ifStatement)
        editor.delete(site.lookupStatements, upTo: site.ifStatement)
        editor.replace(header, with: "try:")
        if !rollsBack {
            let first = site.statements[triedRange.lowerBound]
            let start = editor.layout.startWithComments(of: first, below: header.upperBound)
            editor.insert(savepoint(at: editor.base), at: start)
            editor.deepen(start..<tried.end)
            dropFlush(&editor)
        }
        handle(lookingAgain(test, error, otherwise: [], at: base), at: base, &editor)
        return editor.edits
    }

    /// The handler after the insert, joined with the `else` branch. Statements that only report stay where they are, others
    /// run in an `else` of the `try`.
    private func handle(_ handler: String, at base: String, _ editor: inout BlockEditor) {
        let staysInTry = rest.allSatisfy { file.effects.of($0).isHarmless }
        let end = staysInTry ? site.statements.last?.end ?? site.ifStatement.end : tried.end
        let trailer = staysInTry ? "" : base + "else:" + newline
        guard let clause = site.elseClause, let other = site.otherBody else {
            return editor.append(handler + trailer, after: end, before: staysInTry ? nil : rest.first)
        }
        if staysInTry {
            // The `else` line becomes the handler's head; what stands below it stays.
            let head = handler.dropFirst(base.count).dropLast()
            return editor.replace(editor.layout.header(of: clause), with: String(head))
        }
        editor.delete(clause: clause)
        let lines = Layout.lineStart(of: other.start, in: file.source)..<editor.layout.nextLine(after: other)
        editor.append(handler + file.source.string(in: lines) + trailer, after: end, before: rest.first)
    }

    /// The check stays and the insert in it is tried. What the `else` branch reports holds in the handler too.
    private func guarded(_ test: Syntax, _ error: String) -> [TextEdit] {
        let branch = site.isInverted ? site.elseClause ?? site.ifStatement : site.ifStatement
        let header = StatementLayout(file.tree).header(of: branch)
        let other = site.otherBody.map { Suite($0).statements.filter { $0.kind != .passStatement } } ?? []
        return tried(below: header.upperBound, at: site.statements[0], rest: rest) {
            lookingAgain(test, error, otherwise: other, at: $0)
        }
    }

    /// The header that asks whether the row is missing, where the `if` asks whether there is one.
    private func absence(_ test: Syntax) -> (start: String, asked: Syntax, end: String) {
        let subject = site.question.subject
        if !site.isInverted { return ("if ", test, ":") }
        if site.question.deniesSubject { return ("if ", subject, ":") }
        if test.withoutParentheses.kind == .comparison { return ("if ", subject, " is None:") }
        return site.subjectIsPlain ? ("if not ", subject, ":") : ("if not (", subject.withoutParentheses, "):")
    }

    /// The insert after `if found: return` is tried; the handler looks again and goes the same way.
    private func guardedBehind(_ error: String) -> [TextEdit] {
        let body: Code = """
            $...repeated
            raise
            """
        let repeated = site.lookupStatements + [site.ifStatement]
        return tried(below: site.ifStatement.end, at: site.ifStatement, rest: []) {
            handler(error, body, ["repeated": .copies(repeated)], at: $0)
        }
    }

    /// `try:` before the insert, which moves a level deeper (two with a savepoint), and the handler after it.
    private func tried(
        below header: Int, at first: Syntax, rest: [Syntax], handler: (_ base: String) -> String
    ) -> [TextEdit] {
        var editor = BlockEditor(file, at: first)
        let base = editor.base
        let start = editor.layout.startWithComments(of: site.statements[triedRange.lowerBound], below: header)
        editor.insert(base + "try:" + newline + savepoint(at: editor.bodyIndentation), at: start)
        editor.deepen(start..<tried.end, levels: rollsBack ? 1 : 2)
        dropFlush(&editor)
        guard let last = rest.last else {
            editor.append(handler(base), after: tried.end)
            return editor.edits
        }
        editor.append(handler(base) + base + "else:" + newline, after: tried.end, before: rest.first)
        editor.deepen(editor.layout.nextLine(after: lastTried)..<last.end)
        return editor.edits
    }

    private func dropFlush(_ editor: inout BlockEditor) {
        if let flush = droppedFlush { editor.delete(flush.range) }
    }
}
