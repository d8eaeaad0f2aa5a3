import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A place where a row is looked up and then inserted.
struct SeedingSite {
    enum Shape {
        /// The insert is in the body of the `if`, and what the lookup found is of no more use.
        case insertIfAbsent
        /// The insert is in the body of the `if`, and the row is used behind it.
        case getOrCreate
        /// Where the row is found the function or the loop goes on; the insert follows.
        case insertBehind
    }

    let shape: Shape
    let ifStatement: Syntax
    let lookup: RowLookup
    let session: Syntax
    /// The statements that the insert is among, in text order.
    let statements: [Syntax]
    let row: InsertedRow
    /// The variable that holds what was found, nil where the lookup is in the test.
    let found: Syntax?

    var elseClause: Syntax? { ifStatement.children(.orElse).first }
    var elseBody: Syntax? { elseClause?.child(.body) }

    /// The statements of the lookup that have to be repeated, in text order: those that ask the database.
    var lookupStatements: [Syntax] { lookup.parts.filter { !Self.isOnlyAStatement($0) } }

    /// `stmt = select(…)` asks nothing.
    private static func isOnlyAStatement(_ statement: Syntax) -> Bool {
        guard let value = statement.child(.value) else { return true }
        return !value.subtree.contains { CallExpression($0)?.functionName.map(QueryMethods.asks) ?? false }
    }

    /// Statements from the one that makes the row to the one that adds it.
    var insertRange: Range<Int> {
        let add = statements.firstIndex(of: row.statement) ?? 0
        let made = row.construction?.node.enclosingStatement.flatMap(statements.firstIndex)
        return min(made ?? add, add)..<add + 1
    }
}

/// Finds the places.
struct SeedingSiteReader {
    let file: FileContext

    /// Nil where a statement is no such place. Throws where it is one that cannot be mended.
    func site(_ statement: Syntax) throws(Refusal<SeedingReason>) -> SeedingSite? {
        guard statement.kind == .ifStatement, !statement.children(.orElse).contains(where: { $0.kind == .elifClause }),
            let test = statement.child(.test).flatMap(AbsenceTest.init), let body = statement.child(.body),
            let lookup = RowLookupReader(file: file).lookup(test.subject), !lookup.isLocked
        else { return nil }
        return test.asksForAbsence
            ? try insertInside(statement, test, lookup, body) : try insertBehind(statement, test, lookup, body)
    }

    // MARK: `if not found: insert`

    private func insertInside(
        _ statement: Syntax, _ test: AbsenceTest, _ lookup: RowLookup, _ body: Syntax
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        let statements = Array(body.children.filter(\.kind.isStatement))
        guard let session = lookup.session ?? addingSession(in: statements) else { return nil }
        guard inserts(lookup.mapped, session, in: statements) else { return nil }
        guard !isInsideHandledTry(statement), !statements.contains(where: handlesFailingCommit) else { return nil }
        let found = test.subject.kind == .name ? test.subject : nil
        if updatesFound(statement, found) { return nil }
        guard let row = InsertedRow(of: lookup.mapped, by: session.text, in: statements, file) else {
            throw Refusal(lookup.uniqueKey == nil ? .noUniqueConstraint : .insertUnclear)
        }
        let isUsed = found.map { isUsedBehind($0, statement, statements) } ?? false
        return SeedingSite(
            shape: isUsed ? .getOrCreate : .insertIfAbsent, ifStatement: statement, lookup: lookup, session: session,
            statements: statements, row: row, found: found)
    }

    /// What was found, or was made in its place, is read behind the `if`.
    private func isUsedBehind(_ found: Syntax, _ statement: Syntax, _ body: [Syntax]) -> Bool {
        guard let variable = file.semantics.variable(of: found) else { return true }
        if !variable.foreignUses.isEmpty || variable.scope.kind == .module { return true }
        let definitions = file.flow(around: found).definitions
        let ownBindings = variable.bindings.filter { binding in body.contains { binding.node.isDescendant(of: $0) } }
        return (definitions.reaching(found).bindings + ownBindings).contains { binding in
            definitions.uses(ofBindingAt: binding.node).contains { $0.start > statement.end }
        }
    }

    /// The `else` branch changes the row that was found: an update, not a seeding.
    private func updatesFound(_ statement: Syntax, _ found: Syntax?) -> Bool {
        guard let other = statement.children(.orElse).first else { return false }
        return other.subtree.contains { node in
            if node.kind == .raiseStatement { return true }
            if let call = CallExpression(node), call.function.text == "setattr" { return true }
            guard let found else { return false }
            return node.kind == .attribute && node.role == .target && node.child(.object)?.text == found.text
        }
    }

    // MARK: `if found: return` and the insert behind it

    private func insertBehind(
        _ statement: Syntax, _ test: AbsenceTest, _ lookup: RowLookup, _ body: Syntax
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        guard statement.children(.orElse).isEmpty, let last = Array(body.children).last,
            last.kind == .returnStatement || last.kind == .continueStatement,
            let suite = file.suite(containing: statement),
            let index = suite.index(of: statement), !reportsConflict(body)
        else { return nil }
        let statements = Array(suite.statements[(index + 1)...])
        guard let session = lookup.session ?? addingSession(in: statements),
            inserts(lookup.mapped, session, in: statements),
            !isInsideHandledTry(statement), !statements.contains(where: handlesFailingCommit)
        else { return nil }
        guard let row = InsertedRow(of: lookup.mapped, by: session.text, in: statements, file) else {
            throw Refusal(lookup.uniqueKey == nil ? .noUniqueConstraint : .insertUnclear)
        }
        return SeedingSite(
            shape: .insertBehind, ifStatement: statement, lookup: lookup, session: session, statements: statements,
            row: row,
            found: test.subject.kind == .name ? test.subject : nil)
    }

    /// An answer that the row exists (409, 422, an error message), or a change of the row that was found.
    private func reportsConflict(_ body: Syntax) -> Bool {
        body.subtree.contains { node in
            if node.kind == .raiseStatement || node.kind == .attribute && node.role == .target { return true }
            if node.kind == .number { return ["400", "409", "422"].contains(node.text) }
            guard let call = CallExpression(node), let name = call.functionName else { return false }
            return ["commit", "setattr", "abort", "flash", "delete", "HTTPException", "JSONResponse", "jsonify"]
                .contains(name)
        }
    }

    // MARK: Help

    /// Flask-SQLAlchemy's `Model.query` names no session: the one that the row is added to.
    private func addingSession(in statements: [Syntax]) -> Syntax? {
        for statement in statements {
            if let call = SessionCall(statement: statement, file.frameworks), call.method == "add" {
                return call.session
            }
        }
        return nil
    }

    /// True where a row of the class is added somewhere in the statements.
    private func inserts(_ mapped: MappedClass, _ session: Syntax, in statements: [Syntax]) -> Bool {
        statements.contains { statement in
            statement.subtree.contains { node in
                guard let call = SessionCall(node, file.frameworks), call.method == "add",
                    call.session.text == session.text, let row = call.call.positional.first
                else { return false }
                return file.frameworks.type(of: row)?.instance == mapped
            }
        }
    }

    private func isInsideHandledTry(_ node: Syntax) -> Bool {
        var inner = node
        while let parent = inner.parent, parent.kind != .functionDefinition {
            if parent.kind == .tryStatement, inner.role == .body, catchesIntegrityError(parent) { return true }
            inner = parent
        }
        return false
    }

    /// The statement, in front of which nothing is tried, handles a failing insert itself.
    private func handlesFailingCommit(_ statement: Syntax) -> Bool {
        if catchesIntegrityError(statement) { return true }
        return statement.kind == .tryStatement
            && statement.children(.handler).contains { handler in
                handler.subtree.contains { node in
                    CallExpression(node)?.functionName.map(SessionMethods.roles)?.contains(.rollsBack) ?? false
                }
            }
    }

    private func catchesIntegrityError(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            guard node.kind == .exceptClause, let exception = node.child(.exception) else { return false }
            return ["IntegrityError", "SQLAlchemyError", "DBAPIError", "DatabaseError", "UniqueViolation"].contains {
                exception.text.contains($0)
            }
        }
    }
}
