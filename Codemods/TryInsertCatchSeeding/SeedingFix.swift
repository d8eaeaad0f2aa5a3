import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Writes `try: insert / except IntegrityError:` in place of a check in front of an insert, or behind it.
struct SeedingFix {
    let file: FileContext
    let site: SeedingSite
    private let rollsBack: Bool
    private let triedEnd: Int
    private let dropsCheck: Bool

    /// Throws the reason where the repair cannot be shown to be right.
    init(_ site: SeedingSite, in file: FileContext) throws(Refusal<SeedingReason>) {
        self.site = site
        self.file = file
        let judgement = SeedingJudgement(file: file, site: site)
        try judgement.check()
        rollsBack = judgement.rollsBack
        triedEnd = judgement.triedEnd
        dropsCheck = judgement.dropsCheck
    }

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

    private var lines: StatementLines { StatementLines(file: file) }
    private var newline: String { file.style.lineEnding.rawValue }
    private var unit: String { file.style.indentUnit }
    private var awaiting: String { site.lookup.isAsync ? "await " : "" }
    private var savepoint: String { "\(site.lookup.isAsync ? "async " : "")with \(site.session.text).begin_nested():" }
    private var rest: [Syntax] { Array(site.statements[triedEnd...]) }

    /// The name that the file has for SQLAlchemy's exception, imported where it has none.
    private func integrityError(_ imports: inout ImportEditor) throws(Refusal<SeedingReason>) -> String {
        for variable in file.semantics.importingVariables {
            for binding in variable.bindings
            where binding.kind == .importFrom && binding.statement?.parent?.kind == .module {
                guard let alias = binding.node.parent, alias.child(.name)?.text == "IntegrityError",
                    alias.parent?.child(.module)?.text.hasPrefix("sqlalchemy") ?? false
                else { continue }
                return variable.name
            }
        }
        guard imports.add("IntegrityError", from: "sqlalchemy.exc") else { throw Refusal(.importNameTaken) }
        return "IntegrityError"
    }

    /// `except IntegrityError:` and the rollback, at a depth.
    private func handlerHead(_ error: String, at base: String) -> String {
        let rollback = "\(base)\(unit)\(awaiting)\(site.session.text).rollback()\(newline)"
        return "\(base)except \(error):\(newline)" + (rollsBack ? rollback : "")
    }

    /// The lookup once more, and `raise` where the row is not there: another constraint was violated.
    private func lookupAgain(_ test: Syntax, at depth: String) -> String {
        let from = lines.indentation(of: site.ifStatement)
        let repeated = site.lookupStatements.map { lines.reindented($0, from: from, to: depth) }.joined()
        let condition = lines.moved(file.source.string(in: test.range), from: from, to: depth)
        return "\(repeated)\(depth)if \(condition):\(newline)\(depth)\(unit)raise\(newline)"
    }

    // MARK: Forms

    /// `try:` takes the place of the test; the `else` branch becomes part of the handler.
    private func insertFirst(_ test: Syntax, _ error: String) -> [TextEdit] {
        let base = lines.indentation(of: site.ifStatement)
        let inner = lines.indentation(of: site.statements[0])
        let colon = file.tree.tokens[test.tokenRange.upperBound].range
        var edits = lines.removing(site.lookupStatements, upTo: site.ifStatement)
        edits.append(TextEdit(replacing: site.ifStatement.start..<colon.lowerBound, with: "try"))
        if !rollsBack {
            let start = lines.startWithComments(of: site.statements[0], below: colon.upperBound)
            edits.append(TextEdit(insertingAt: start, inner + savepoint + newline))
            edits += lines.deepened(from: start, to: site.statements[triedEnd - 1].end, behind: inner)
        }
        return edits + handling(handlerHead(error, at: base) + lookupAgain(test, at: inner), base: base)
    }

    /// The handler behind the insert, joined with the `else` branch. Statements that only report stay where they are, others
    /// run in an `else` of the `try`.
    private func handling(_ handler: String, base: String) -> [TextEdit] {
        let staysInTry = rest.allSatisfy(Harmless.isHarmless)
        let end = staysInTry ? site.statements.last?.end ?? site.ifStatement.end : site.statements[triedEnd - 1].end
        let trailer = staysInTry ? "" : base + "else:" + newline
        guard let clause = site.elseClause, let other = site.elseBody else {
            return [lines.appending(handler + trailer, behind: end, before: staysInTry ? nil : rest.first)]
        }
        if staysInTry {
            // The `else` line becomes the handler's head; what stands below it stays.
            let colon = file.tree.tokens[clause.firstToken + 1].range.upperBound
            let head = String(handler.withoutLastLineEnding.dropFirst(base.count))
            return [TextEdit(replacing: clause.start..<colon, with: head)]
        }
        return [
            lines.removing(clause: clause),
            lines.appending(handler + lines.text(of: other) + trailer, behind: end, before: rest.first),
        ]
    }

    /// The check stays and the insert behind it is tried.
    private func guarded(_ test: Syntax, _ error: String) -> [TextEdit] {
        let base = lines.indentation(of: site.statements[0])
        let colon = file.tree.tokens[test.tokenRange.upperBound].range.upperBound
        var handler = handlerHead(error, at: base) + lookupAgain(test, at: base + unit)
        if let other = site.elseBody {
            // The row is there after all: what the `else` branch reports holds here too.
            let from = lines.indentation(of: other)
            handler += other.children.filter(\.kind.isStatement)
                .map { lines.reindented($0, from: from, to: base + unit) }.joined()
        }
        return tried(below: colon, base: base, handler: handler, rest: rest)
    }

    /// The insert behind `if found: return` is tried; the handler looks again and goes the same way.
    private func guardedBehind(_ error: String) -> [TextEdit] {
        let base = lines.indentation(of: site.ifStatement)
        let again = base + unit
        let repeated = (site.lookupStatements + [site.ifStatement]).map { lines.reindented($0, from: base, to: again) }
        let handler = handlerHead(error, at: base) + repeated.joined() + "\(again)raise\(newline)"
        return tried(below: site.ifStatement.end, base: base, handler: handler, rest: [])
    }

    /// `try:` in front of the insert, which moves a level deeper (two with a savepoint), and the handler behind it.
    private func tried(below header: Int, base: String, handler: String, rest: [Syntax]) -> [TextEdit] {
        let start = lines.startWithComments(of: site.statements[site.insertRange.lowerBound], below: header)
        let end = site.statements[triedEnd - 1].end
        let head = base + "try:" + newline + (rollsBack ? "" : base + unit + savepoint + newline)
        let edits =
            [TextEdit(insertingAt: start, head)]
            + lines.deepened(from: start, to: end, behind: base, levels: rollsBack ? 1 : 2)
        guard let last = rest.last else { return edits + [lines.appending(handler, behind: end)] }
        let below = Layout.nextLineStart(of: end, in: file.source)
        return edits + [lines.appending(handler + base + "else:" + newline, behind: end, before: rest.first)]
            + lines.deepened(from: below, to: last.end, behind: base)
    }
}
