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
        /// The insert is in the body of the `if`, and the row is used after it.
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

    var elseClause: Syntax? { ifStatement.child(.orElse) }
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
        guard let choice = IfStatement(statement), !choice.hasElif, let test = AbsenceTest(choice.test),
            let lookup = RowLookupReader(file: file).lookup(test.subject), !lookup.isLocked,
            !HandledByOthers(file: file, statement: statement).isHandled
        else { return nil }
        return test.asksForAbsence
            ? try insertInside(choice, test, lookup) : try insertBehind(choice, test, lookup)
    }

    // MARK: `if not found: insert`

    private func insertInside(
        _ choice: IfStatement, _ test: AbsenceTest, _ lookup: RowLookup
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        let statement = choice.node
        let statements = Suite(choice.body).statements
        guard let session = lookup.session ?? addingSession(in: statements) else { return nil }
        guard inserts(lookup.mapped, session, in: statements) else { return nil }
        guard !isInsideHandledTry(statement), !statements.contains(where: handlesFailingCommit) else { return nil }
        let found = test.subject.kind == .name ? test.subject : nil
        if updatesFound(choice, found) { return nil }
        guard let row = InsertedRow(of: lookup.mapped, by: session, in: statements, file) else {
            throw Refusal(lookup.uniqueKey == nil ? .noUniqueConstraint : .insertUnclear)
        }
        let isUsed = found.map { isUsedBehind($0, statement, statements) } ?? false
        return SeedingSite(
            shape: isUsed ? .getOrCreate : .insertIfAbsent, ifStatement: statement, lookup: lookup, session: session,
            statements: statements, row: row, found: found)
    }

    /// What was found, or was made in its place, is read after the `if`.
    private func isUsedBehind(_ found: Syntax, _ statement: Syntax, _ body: [Syntax]) -> Bool {
        guard let variable = file.semantics.variable(of: found) else { return true }
        if !variable.foreignUses.isEmpty || variable.scope.kind == .module { return true }
        let definitions = file.flow(around: found).definitions
        let ownBindings = variable.bindings.filter { binding in body.contains { binding.node.isDescendant(of: $0) } }
        return (definitions.reaching(found).bindings + ownBindings).contains { binding in
            definitions.uses(ofBindingAt: binding.node).contains { $0.start > statement.end }
        }
    }

    static let setattr: Pattern = "setattr($...)"

    /// The `else` branch changes the row that was found: an update, not a seeding.
    private func updatesFound(_ choice: IfStatement, _ found: Syntax?) -> Bool {
        guard let other = choice.elseBody else { return false }
        return other.subtree.contains { node in
            if node.kind == .raiseStatement { return true }
            if Self.setattr.matches(node) { return true }
            guard let found else { return false }
            return node.kind == .attribute && node.role == .target
                && node.child(.object)?.hasSameTokens(as: found) == true
        }
    }

    // MARK: `if found: return` and the insert after it

    private func insertBehind(
        _ choice: IfStatement, _ test: AbsenceTest, _ lookup: RowLookup
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        let (statement, body) = (choice.node, choice.body)
        guard choice.clauses.isEmpty, let last = Suite(body).statements.last,
            last.kind == .returnStatement || last.kind == .continueStatement,
            let suite = file.suite(containing: statement),
            let index = suite.index(of: statement), !reportsConflict(body)
        else { return nil }
        let statements = Array(suite.statements[(index + 1)...])
        guard let session = lookup.session ?? addingSession(in: statements),
            inserts(lookup.mapped, session, in: statements),
            !isInsideHandledTry(statement), !statements.contains(where: handlesFailingCommit)
        else { return nil }
        guard let row = InsertedRow(of: lookup.mapped, by: session, in: statements, file) else {
            throw Refusal(lookup.uniqueKey == nil ? .noUniqueConstraint : .insertUnclear)
        }
        return SeedingSite(
            shape: .insertBehind, ifStatement: statement, lookup: lookup, session: session, statements: statements,
            row: row,
            found: test.subject.kind == .name ? test.subject : nil)
    }

    static let conflict: Patterns = ["400", "409", "422"]

    /// An answer that the row exists (409, 422, an error message), or a change of the row that was found.
    private func reportsConflict(_ body: Syntax) -> Bool {
        body.subtree.contains { node in
            if node.kind == .raiseStatement || node.kind == .attribute && node.role == .target { return true }
            if node.kind == .number { return Self.conflict.matches(node) }
            guard let call = CallExpression(node), let name = call.functionName else { return false }
            return ["commit", "setattr", "abort", "flash", "delete", "HTTPException", "JSONResponse", "jsonify"]
                .contains(name)
        }
    }

    // MARK: Help

    /// Flask-SQLAlchemy's `Model.query` names no session: the one that the row is added to.
    private func addingSession(in statements: [Syntax]) -> Syntax? {
        for statement in statements {
            guard let session = statement.child(.value).flatMap({ SessionCalls.addition.match($0) })?["session"],
                file.frameworks.type(of: session)?.session != nil
            else { continue }
            return session
        }
        return nil
    }

    /// True where a row of the class is added somewhere in the statements.
    private func inserts(_ mapped: MappedClass, _ session: Syntax, in statements: [Syntax]) -> Bool {
        statements.contains { statement in
            statement.subtree.contains { node in
                guard let row = SessionCalls.add.match(node, binding: ["session": session])?["row"] else {
                    return false
                }
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

    /// The statement, before which nothing is tried, handles a failing insert itself.
    private func handlesFailingCommit(_ statement: Syntax) -> Bool {
        if catchesIntegrityError(statement) { return true }
        guard let attempt = TryStatement(statement) else { return false }
        return attempt.handlers.contains { $0.node.subtree.contains { SessionCalls.rollback.matches($0) } }
    }

    /// Part of the name of an exception that a second row with the same key may show itself as.
    private static let violations = [
        "IntegrityError", "SQLAlchemyError", "DBAPIError", "DatabaseError", "UniqueViolation",
    ]

    private func catchesIntegrityError(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            guard let exceptions = ExceptHandler(node)?.exception?.subtree else { return false }
            return exceptions.contains(where: Self.isViolation)
        }
    }

    static func isViolation(_ name: Syntax) -> Bool {
        name.lastName.map { last in violations.contains { last.contains($0) } } ?? false
    }
}
