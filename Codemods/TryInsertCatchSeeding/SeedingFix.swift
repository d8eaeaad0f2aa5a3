import Foundation
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Writes `try: insert / except IntegrityError:` in place of a check in front of an insert.
struct SeedingFix {
    let file: FileContext
    let site: SeedingSite

    private var source: SourceText { file.source }
    private var newline: String { file.style.lineEnding.rawValue }
    private var unit: String { file.style.indentUnit }

    /// Throws the reason where the repair cannot be shown to be right.
    func edits() throws(Refusal) -> [TextEdit] {
        try judge()
        var imports = ImportEditor(file)
        let error = try integrityError(&imports)
        let edits: [TextEdit]
        switch site.shape {
        case .insertIfAbsent where dropsCheck: edits = try insertFirst(error)
        case .insertIfAbsent, .getOrCreate: edits = try guarded(error)
        case .insertBehind: edits = try guardedBehind(error)
        }
        return imports.edits + edits
    }

    // MARK: Judgement

    private func judge() throws(Refusal) {
        guard let key = site.lookup.uniqueKey else {
            throw Refusal(site.lookup.mapped.isComplete ? .noUniqueConstraint : .constraintsUnknown)
        }
        guard site.row.carries(key, site.lookup) else { throw Refusal(.keyNotInserted) }
        let shown = [site.ifStatement] + site.statements.prefix(site.insertRange.upperBound) + site.lookupStatements
        for statement in shown where !isOnLinesOfItsOwn(statement) { throw Refusal(.layoutUnclear) }
        for statement in site.lookupStatements + [site.ifStatement.child(.test)].compactMap({ $0 })
        where holdsMultiLineString(statement) {
            throw Refusal(.layoutUnclear)
        }
        if site.ifStatement.child(.body)?.flags.contains(.inline) ?? true { throw Refusal(.layoutUnclear) }
        // What is repeated must stand in the same suite, right above the test.
        guard let suite = Suite(containing: site.ifStatement), let index = suite.index(of: site.ifStatement) else {
            throw Refusal(.lookupUnclear)
        }
        for (distance, statement) in site.lookupStatements.reversed().enumerated() {
            guard index - distance - 1 >= 0, suite.statements[index - distance - 1] == statement else {
                throw Refusal(.lookupUnclear)
            }
        }
        if let other = elseBody, !Harmless.isHarmless(other) { throw Refusal(.elseDoesMore) }
    }

    private func isOnLinesOfItsOwn(_ statement: Syntax) -> Bool {
        guard Layout.isFirstOnLine(statement.start, in: source) else { return false }
        let next = statement.tokenRange.upperBound
        return next >= file.tree.tokens.count || file.tree.tokens[next].kind != .semicolon
    }

    private func holdsMultiLineString(_ node: Syntax) -> Bool {
        node.subtree.contains { $0.kind == .string && source.bytes[$0.range].contains(where: Layout.isLineEnd) }
    }

    /// The check goes where the key can never be NULL: the database then refuses every second row. It stays, as the quick
    /// way out, where the row is used or the key may be NULL.
    private var dropsCheck: Bool {
        guard let key = site.lookup.uniqueKey else { return false }
        let isNeverNull = key.allSatisfy { column in
            let isLiteral = site.lookup.conditions[column].map { $0.kind == .string || $0.kind == .number } ?? false
            return isLiteral || site.lookup.mapped.column(column)?.isNullable == false
        }
        let tried = site.statements.prefix(triedEnd)
        return isNeverNull && !isLookupNeeded && tried.allSatisfy { Repeatable.isRepeatable($0, file) }
    }

    /// The statements of the lookup would be taken away: nothing else may use what they name.
    private var isLookupNeeded: Bool {
        let names = site.lookupStatements.compactMap { $0.child(.target) }
        return names.contains { name in
            guard let variable = file.semantics.variable(of: name), variable.bindings.count == 1 else { return true }
            let parts = site.lookupStatements + [site.ifStatement.child(.test)].compactMap { $0 }
            return !variable.references.allSatisfy { use in parts.contains { use.isDescendantOrSelf(of: $0) } }
                || variable.scope.kind == .module
        }
    }

    // MARK: Parts

    private var elseClause: Syntax? { site.ifStatement.children(.orElse).first }
    private var elseBody: Syntax? { elseClause?.child(.body) }

    private var commitIndex: Int? {
        site.statements.firstIndex { isCall("commit", $0) && $0.start > site.row.statement.start }
    }

    private func isCall(_ name: String, _ statement: Syntax) -> Bool {
        guard let value = statement.child(.value) else { return false }
        let inner = value.kind == .await ? value.child(.value) ?? value : value
        guard let call = CallExpression(inner) else { return false }
        return call.functionName == name && call.function.child(.object)?.text == site.session.text
    }

    /// This code owns the commit, and nothing else is in the transaction.
    private var rollsBack: Bool {
        guard let commitIndex else { return false }
        // Only what belongs to the insert may stand in front of the commit.
        let between = site.statements[site.insertRange.upperBound..<commitIndex]
        return between.allSatisfy { isCall("flush", $0) || Harmless.isHarmless($0) || isCall("add", $0) }
            && Transaction(file: file, session: site.session, place: site.ifStatement).isClean
            && !(site.lookup.isAsync && holdsOtherRows)
    }

    /// A rollback expires every row of the session, and an asynchronous one cannot load them again on access. Undoing a
    /// savepoint leaves the others as they are.
    private var holdsOtherRows: Bool {
        guard let function = site.ifStatement.enclosingFunction else { return true }
        let own = [site.found?.text, site.row.name?.text].compactMap { $0 }
        return function.subtree.contains { node in
            node.kind == .name && node.role == .object && !own.contains(node.text)
                && file.frameworks.type(of: node)?.instance != nil
        }
    }

    /// The end of what is tried: behind the commit, or behind the insert and a flush that follows it.
    private var triedEnd: Int {
        if rollsBack, let commitIndex { return commitIndex + 1 }
        var end = site.insertRange.upperBound
        while end < site.statements.count, isCall("flush", site.statements[end]) { end += 1 }
        return end
    }

    private var awaiting: String { site.lookup.isAsync ? "await " : "" }

    private var savepoint: String {
        "\(site.lookup.isAsync ? "async " : "")with \(site.session.text).begin_nested():"
    }

    private func integrityError(_ imports: inout ImportEditor) throws(Refusal) -> String {
        let root = file.semantics.scope(of: file.tree.root)
        for variable in root.variables {
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

    // MARK: Forms

    /// `try:` takes the place of the test; the `else` branch becomes part of the handler.
    private func insertFirst(_ error: String) throws(Refusal) -> [TextEdit] {
        guard let body = site.ifStatement.child(.body), let test = site.ifStatement.child(.test) else {
            throw Refusal(.layoutUnclear)
        }
        let base = Layout.indentation(before: site.ifStatement.start, in: source)
        let inner = Layout.indentation(before: site.statements[0].start, in: source)
        var edits = site.lookupStatements.flatMap(removingLine)
        let colon = test.tokenRange.upperBound
        edits.append(
            TextEdit(replacing: site.ifStatement.start..<file.tree.tokens[colon].range.lowerBound, with: "try"))
        if !rollsBack {
            let first = Layout.lineStart(of: site.statements[0].start, in: source)
            let start = firstCommentLine(above: first, below: file.tree.tokens[colon].range.upperBound)
            edits.append(TextEdit(insertingAt: start, inner + savepoint + newline))
            edits += deepened(from: start, to: site.statements[triedEnd - 1].end, behind: inner)
        }
        var handler = handlerLines(error, base: base, check: inner)
        let rest = Array(site.statements[triedEnd...])
        let staysInTry = rest.allSatisfy(Harmless.isHarmless)
        if let clause = elseClause, let other = elseBody {
            if staysInTry {
                // The `else` line becomes the handler's head, its statements stay where they are.
                let end = file.tree.tokens[clause.firstToken + 1].range.upperBound
                edits.append(
                    TextEdit(
                        replacing: clause.start..<end, with: handler.dropLastLineEnding(newline).dropFirst(base.count)))
                return edits
            }
            handler += source.string(
                in: Layout.lineStart(of: other.start, in: source)..<Layout.nextLineStart(of: other.end, in: source))
            edits.append(
                TextEdit(
                    deleting: Layout.lineStart(
                        of: clause.start, in: source)..<Layout.nextLineStart(of: clause.end, in: source)))
        }
        if staysInTry {
            edits += [appending(handler, behind: body.end)]
        } else {
            edits.append(appending(handler + base + "else:" + newline, behind: site.statements[triedEnd - 1].end))
        }
        return edits
    }

    /// The check stays and the insert behind it is tried.
    private func guarded(_ error: String) throws(Refusal) -> [TextEdit] {
        let inner = Layout.indentation(before: site.statements[0].start, in: source)
        guard let test = site.ifStatement.child(.test) else { throw Refusal(.layoutUnclear) }
        let first = Layout.lineStart(of: site.statements[site.insertRange.lowerBound].start, in: source)
        let start = firstCommentLine(above: first, below: file.tree.tokens[test.tokenRange.upperBound].range.upperBound)
        let handler = handlerLines(error, base: inner, check: inner + unit)
        return tried(
            from: start, through: triedEnd - 1, base: inner, handler: handler, rest: Array(site.statements[triedEnd...])
        )
    }

    /// The insert behind `if found: return` is tried; the handler looks again and goes the same way.
    private func guardedBehind(_ error: String) throws(Refusal) -> [TextEdit] {
        let range = site.insertRange
        let base = Layout.indentation(before: site.ifStatement.start, in: source)
        let line = Layout.lineStart(of: site.statements[range.lowerBound].start, in: source)
        let first = firstCommentLine(above: line, below: site.ifStatement.end)
        let again = base + unit
        var handler = "\(base)except \(error):\(newline)"
        if rollsBack { handler += "\(again)\(awaiting)\(site.session.text).rollback()\(newline)" }
        handler += site.lookupStatements.map { reindented($0, from: base, to: again) }.joined()
        handler += reindented(site.ifStatement, from: base, to: again) + "\(again)raise\(newline)"
        return tried(from: first, through: triedEnd - 1, base: base, handler: handler, rest: [])
    }

    /// `try:` in front of some statements, which move a level deeper (two with a savepoint), and the handler behind them.
    private func tried(from start: Int, through last: Int, base: String, handler: String, rest: [Syntax]) -> [TextEdit]
    {
        let end = site.statements[last].end
        var head = base + "try:" + newline
        if !rollsBack { head += base + unit + savepoint + newline }
        var edits = [TextEdit(insertingAt: start, head)]
        edits += deepened(from: start, to: end, behind: base, levels: rollsBack ? 1 : 2)
        guard let next = rest.first, let final = rest.last else { return edits + [appending(handler, behind: end)] }
        edits.append(appending(handler + base + "else:" + newline, behind: end))
        return edits
            + deepened(from: Layout.nextLineStart(of: end, in: source), to: max(next.end, final.end), behind: base)
    }

    /// `except IntegrityError:`, the rollback, the lookup again, and `raise` where the row is not there.
    private func handlerLines(_ error: String, base: String, check: String) -> String {
        let from = Layout.indentation(before: site.ifStatement.start, in: source)
        var lines = "\(base)except \(error):\(newline)"
        if rollsBack { lines += "\(check)\(awaiting)\(site.session.text).rollback()\(newline)" }
        lines += site.lookupStatements.map { reindented($0, from: from, to: check) }.joined()
        let test =
            site.ifStatement.child(.test).map { multiline(source.string(in: $0.range), from: from, to: check) } ?? ""
        return lines + "\(check)if \(test):\(newline)\(check)\(unit)raise\(newline)"
    }

    // MARK: Text

    /// A statement's lines at another depth, with its line ending.
    private func reindented(_ statement: Syntax, from: String, to: String) -> String {
        var text = source.string(in: statement.range)
        // A second annotation of the same name would be an error to type checkers.
        if statement.kind == .annotatedAssignment, let target = statement.child(.target),
            let value = statement.child(.value)
        {
            text = target.text + " = " + source.string(in: value.range)
        }
        return to + multiline(text, from: from, to: to) + newline
    }

    private func multiline(_ text: String, from: String, to: String) -> String {
        let lines = text.components(separatedBy: newline)
        return lines.enumerated().map { index, line in
            index > 0 && line.hasPrefix(from) ? to + line.dropFirst(from.count) : line
        }.joined(separator: newline)
    }

    /// Comments that stand right above a statement, and below the header of its block, move with the statement.
    private func firstCommentLine(above line: Int, below header: Int) -> Int {
        let afterHeader = Layout.nextLineStart(of: header, in: source)
        var start = line
        while start > afterHeader {
            let previous = Layout.previousLineStart(before: start, in: source)
            let text = Layout.skipBlanks(from: previous, in: source)
            guard previous >= afterHeader, text < start, source.bytes[text] == UInt8(ascii: "#") else { break }
            start = previous
        }
        return start
    }

    private func deepened(from start: Int, to end: Int, behind base: String, levels: Int = 1) -> [TextEdit] {
        Reindentation.deepening(
            linesIn: start..<end, by: String(repeating: unit, count: levels), behind: base, of: file.tree)
    }

    private func appending(_ lines: String, behind end: Int) -> TextEdit {
        let offset = Layout.lineEnd(of: end, in: source)
        return TextEdit(insertingAt: offset, newline + lines.dropLastLineEnding(newline))
    }

    /// A statement's lines go; a comment on them stays.
    private func removingLine(_ statement: Syntax) -> [TextEdit] {
        let end = Layout.skipBlanks(from: statement.end, in: source)
        if end < source.bytes.count, source.bytes[end] == UInt8(ascii: "#") {
            return [TextEdit(deleting: statement.start..<end)]
        }
        return [
            TextEdit(
                deleting: Layout.lineStart(of: statement.start, in: source)..<Layout.nextLineStart(of: end, in: source))
        ]
    }
}

extension String {
    fileprivate func dropLastLineEnding(_ newline: String) -> String {
        hasSuffix(newline) ? String(dropLast(1)) : self
    }

    fileprivate func dropFirst(_ count: Int) -> String { String(self[index(startIndex, offsetBy: count)...]) }
}
