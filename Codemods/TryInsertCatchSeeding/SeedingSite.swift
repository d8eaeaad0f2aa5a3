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
    /// The commit of the session after the row is added, as a statement of the same suite.
    let commit: Syntax?
    /// The variable that holds what was found, nil where the lookup is in the test.
    let found: Syntax?

    var elseClause: Syntax? { ifStatement.child(.orElse) }
    var elseBody: Syntax? { elseClause?.child(.body) }

    /// All that asks whether the row is there, in text order.
    var question: [Syntax] { lookupStatements + [ifStatement.child(.test)].compactMap(\.self) }

    /// The statements of the lookup that have to be repeated, in text order: those that ask the database.
    var lookupStatements: [Syntax] { lookup.parts.filter(Self.asks) }

    /// `stmt = select(…)` asks nothing.
    static func asks(_ statement: Syntax) -> Bool {
        guard let value = statement.child(.value) else { return false }
        return value.subtree.contains { CallExpression($0)?.functionName.map(QueryMethods.asks) ?? false }
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
    let inserts: FileInserts

    /// Nil where a statement is no such place. Throws where it is one that cannot be mended.
    func site(_ statement: Syntax) throws(Refusal<SeedingReason>) -> SeedingSite? {
        guard let choice = IfStatement(statement), !choice.hasElif, let test = AbsenceTest(choice.test),
            let lookup = RowLookupReader(file.flow(around: statement), file.frameworks).lookup(test.subject),
            !lookup.isLocked, !HandledByOthers(file: file, statement: statement).isHandled,
            !holdsLock(choice.node, lookup)
        else { return nil }
        return test.asksForAbsence
            ? try insertInside(choice, test, lookup) : try insertBehind(choice, test, lookup)
    }

    /// Other workers wait until this one's transaction ends.
    private func holdsLock(_ statement: Syntax, _ lookup: RowLookup) -> Bool {
        let flow = file.flow(around: statement)
        guard let session = lookup.session, let function = FunctionDefinition(flow.graph.owner) else { return false }
        let body = flow.analysis { SessionWorkAnalysis(file.frameworks) }.body(of: function, in: file.module, flow)
        let asking = lookup.parts.first { SeedingSite.asks($0) } ?? statement
        // A locked row keeps others from adding rows that belong to it.
        let isOwned = lookup.conditions.keys.contains { lookup.mapped.column($0)?.isForeignKey ?? false }
        return body.holdsLock(at: asking, flow.identities.identity(of: session), rows: isOwned)
    }

    // MARK: `if not found: insert`

    private func insertInside(
        _ choice: IfStatement, _ test: AbsenceTest, _ lookup: RowLookup
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        let statement = choice.node
        let statements = Suite(choice.body).statements
        guard let session = lookup.session ?? addingSession(in: statements) else { return nil }
        let added = additions(of: lookup.mapped, by: session, in: statements)
        guard added.contains(where: { _ in true }) else { return nil }
        guard !isInsideHandledTry(statement), !inserts.handlesFailure(in: statements) else { return nil }
        let found = test.subject.kind == .name ? test.subject : nil
        if updatesFound(choice, found) { return nil }
        let row = try row(added, in: choice.body, lookup)
        let isUsed = found.map { isUsedBehind($0, statement, statements) } ?? false
        return SeedingSite(
            shape: isUsed ? .getOrCreate : .insertIfAbsent, ifStatement: statement, lookup: lookup, session: session,
            statements: statements, row: row, commit: inserts.commit(of: session, after: row.statement), found: found)
    }

    /// What was found, or was made in its place, is read after the `if`.
    private func isUsedBehind(_ found: Syntax, _ statement: Syntax, _ body: [Syntax]) -> Bool {
        guard let variable = file.semantics.variable(of: found) else { return true }
        if variable.isUsedElsewhere || variable.scope.kind == .module { return true }
        let definitions = file.flow(around: found).definitions
        let ownBindings = body.flatMap(variable.bindings(in:))
        return (definitions.reaching(found).bindings + ownBindings).contains { binding in
            definitions.uses(ofBindingAt: binding.node).last.map { $0.start > statement.end } ?? false
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
        let following = suite.statements[(index + 1)...]
        guard let session = lookup.session ?? addingSession(in: following) else { return nil }
        let added = additions(of: lookup.mapped, by: session, in: following)
        guard let first = added.first(where: { _ in true }) else { return nil }
        let commit = first.statement.flatMap { inserts.commit(of: session, after: $0) }.flatMap { suite.index(of: $0) }
        // What follows the commit is about something else.
        let statements = Array(following[...(commit ?? following.endIndex - 1)])
        guard !isInsideHandledTry(statement), !inserts.handlesFailure(in: statements) else { return nil }
        let row = try row(additions(of: lookup.mapped, by: session, in: statements), in: suite.node, lookup)
        return SeedingSite(
            shape: .insertBehind, ifStatement: statement, lookup: lookup, session: session, statements: statements,
            row: row, commit: inserts.commit(of: session, after: row.statement),
            found: test.subject.kind == .name ? test.subject : nil)
    }

    /// The only row that is added by a statement of the suite.
    private func row(
        _ added: some Sequence<FileInserts.Addition>, in suite: Syntax, _ lookup: RowLookup
    ) throws(Refusal<SeedingReason>) -> InsertedRow {
        let own = added.lazy.filter { $0.statement?.parent == suite }.prefix(2)
        guard let first = own.first(where: { _ in true }), own.dropFirst().first(where: { _ in true }) == nil else {
            throw Refusal(lookup.uniqueKey == nil ? .noUniqueConstraint : .insertUnclear, about: lookup.mapped.name)
        }
        return InsertedRow(first, file)
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
    private func addingSession(in statements: some BidirectionalCollection<Syntax>) -> Syntax? {
        inserts.additions(in: statements).first {
            $0.statement?.parent == statements.first?.parent && file.frameworks.type(of: $0.session)?.session != nil
        }?.session
    }

    /// The additions of rows of the class among some statements, in branches and calls too.
    private func additions(
        of mapped: MappedClass, by session: Syntax, in statements: some BidirectionalCollection<Syntax>
    ) -> some Sequence<FileInserts.Addition> {
        inserts.additions(in: statements).lazy.filter {
            $0.session.hasSameTokens(as: session) && file.frameworks.type(of: $0.row)?.instance == mapped
        }
    }

    private func isInsideHandledTry(_ node: Syntax) -> Bool {
        var inner = node
        while let parent = inner.parent, parent.kind != .functionDefinition {
            if parent.kind == .tryStatement, inner.role == .body, inserts.handlesViolation(in: parent) { return true }
            inner = parent
        }
        return false
    }
}
