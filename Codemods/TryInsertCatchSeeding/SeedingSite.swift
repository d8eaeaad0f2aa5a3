import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A place where a row is looked up and then inserted.
struct SeedingSite {
    enum Shape {
        /// The insert is in a branch of the `if`, and what the lookup found is of no more use.
        case insertIfAbsent
        /// The insert is in a branch of the `if`, and the row is used after it.
        case getOrCreate
        /// Where the row is found the function or the loop goes on; the insert follows.
        case insertBehind
    }

    let shape: Shape
    let ifStatement: Syntax
    let question: SeedingQuestion
    let lookup: RowLookup
    let session: Syntax
    /// The statements that the insert is among, in text order.
    let statements: [Syntax]
    let row: InsertedRow
    /// The commit of the session after the row is added, as a statement of the same suite.
    let commit: Syntax?

    var found: Syntax? { question.found }

    /// The variables that hold the row, found or new.
    func rowVariables(in model: SemanticModel) -> [Variable] {
        [found, row.name].compactMap { $0.flatMap(model.variable) }
    }

    /// The statements of the lookup that have to be repeated, in text order.
    var lookupStatements: [Syntax] { question.statements }

    /// All that asks whether the row is there, in text order.
    var asking: [Syntax] { lookupStatements + [ifStatement.child(.test)].compactMap(\.self) }

    /// False for `if (row := …) is None`.
    var subjectIsPlain: Bool { question.subject.withoutParentheses.kind != .namedExpression }

    /// True for `if found: … else: insert`.
    var isInverted: Bool { shape != .insertBehind && !question.asksForAbsence }

    var elseClause: Syntax? { ifStatement.child(.orElse) }

    /// What runs if the row is found.
    var otherBody: Syntax? { isInverted ? ifStatement.child(.body) : elseClause?.child(.body) }

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
        guard let choice = IfStatement(statement) else { return nil }
        guard let question = SeedingQuestion(choice.test, in: file) else {
            try refuseFoundElsewhere(choice)
            return nil
        }
        // Of a class whose base is unknown, only what its own columns show counts.
        let mapped = question.lookup.mapped
        guard mapped.hasKnownBase || question.lookup.uniqueKey != nil, !question.lookup.isLocked,
            !HandledByOthers(file: file, statement: statement).isHandled
        else { return nil }
        do throws(Refusal<SeedingReason>) {
            guard let site = try site(choice, question), !holdsLock(statement, question, for: site.row) else {
                return nil
            }
            return site
        } catch {
            if holdsLock(statement, question) { return nil }
            throw error
        }
    }

    private func site(
        _ choice: IfStatement, _ question: SeedingQuestion
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        if question.asksForAbsence { return try insertInside(choice, choice.body, question) }
        if let other = choice.clauses.first(where: { $0.kind == .elseClause })?.child(.body),
            let site = try insertInside(choice, other, question)
        {
            return site
        }
        return try insertBehind(choice, question)
    }

    /// Other workers wait until this one's transaction ends.
    private func holdsLock(_ statement: Syntax, _ question: SeedingQuestion, for row: InsertedRow? = nil) -> Bool {
        let lookup = question.lookup
        guard let session = lookup.session, let body = file.sessionBody(around: statement) else { return false }
        let asking = question.statements.first ?? statement
        // A locked row keeps others from adding rows that belong to it.
        let given = row?.construction?.arguments.compactMap(\.keyword) ?? []
        let isOwned = (lookup.conditions.keys + given).contains { lookup.mapped.column($0)?.isForeignKey ?? false }
        return body.holdsLock(at: asking, body.flow.identities.identity(of: session)) { event in
            isOwned || row?.construction.map { belongs($0, to: event) } ?? false
        }
    }

    /// The new row is given the key that the locked row was asked for with, or a column of that row.
    private func belongs(_ construction: CallExpression, to lock: SessionEvent) -> Bool {
        let locked = lock.statement.child(.target)
        return construction.arguments.contains { argument in
            let value = argument.value.withoutParentheses
            guard value.isDottedName else { return false }
            if let locked, value.child(.object).map(locked.hasSameTokens) ?? false { return true }
            return CallExpression(lock.node)?.arguments.contains { argument in
                argument.value.subtree.contains { $0.hasSameTokens(as: value) }
            } ?? false
        }
    }

    // MARK: `if not found: insert`

    /// `body` is the branch for a row that was not found.
    private func insertInside(
        _ choice: IfStatement, _ body: Syntax, _ question: SeedingQuestion
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        let (statement, lookup) = (choice.node, question.lookup)
        let statements = Suite(body).statements
        guard let session = lookup.session ?? addingSession(in: statements) else { return nil }
        let added = additions(of: lookup.mapped, by: session, in: statements)
        guard added.contains(where: { _ in true }) else {
            try refuseInsertElsewhere(statements, question)
            return nil
        }
        guard !isInsideHandledTry(statement), !inserts.handlesFailure(in: statements) else { return nil }
        if let other = body == choice.body ? choice.elseBody : choice.body, Self.raises(other) { return nil }
        if choice.hasElif { throw Refusal(.elseDoesMore, about: choice.clauses.first.map(\.firstLine)) }
        let row = try row(added, in: body, lookup)
        let isUsed = question.found.map { isUsedBehind($0, statement, statements) } ?? false
        return SeedingSite(
            shape: isUsed ? .getOrCreate : .insertIfAbsent, ifStatement: statement, question: question,
            lookup: lookup.forOnlyRow(row), session: session, statements: statements, row: row,
            commit: inserts.commit(of: session, after: row.statement))
    }

    /// A branch that answers with an error.
    static func raises(_ body: Syntax) -> Bool { Suite(body).statements.contains { $0.kind == .raiseStatement } }

    /// A list of rows is added, or a function of the project adds the row.
    private func refuseInsertElsewhere(
        _ statements: [Syntax], _ question: SeedingQuestion
    ) throws(Refusal<SeedingReason>) {
        guard question.lookup.uniqueKey != nil, !isInsideHandledTry(question.subject),
            !inserts.handlesFailure(in: statements)
        else { return }
        let elsewhere = InsertElsewhere(file: file, mapped: question.lookup.mapped)
        if let call = elsewhere.call(in: statements) {
            throw Refusal(.insertElsewhere, about: call.function.compactText)
        }
    }

    /// The lookup is a method of the project: nothing shows that it can be repeated.
    private func refuseFoundElsewhere(_ choice: IfStatement) throws(Refusal<SeedingReason>) {
        guard !file.path.isTest, let found = FoundElsewhere(choice.test, in: file),
            !isInsideHandledTry(choice.node)
        else { return }
        let others = HandledByOthers(file: file, statement: choice.node)
        guard let refusal = found.insert(choice.node, inserts), !others.isHandled,
            !others.isHandledByCallers(inserts), [.application, .unused].contains(file.role(of: choice.node))
        else { return }
        throw refusal
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

    // MARK: `if found: return` and the insert after it

    private func insertBehind(
        _ choice: IfStatement, _ question: SeedingQuestion
    ) throws(Refusal<SeedingReason>) -> SeedingSite? {
        let (statement, body, lookup) = (choice.node, choice.body, question.lookup)
        guard choice.clauses.isEmpty, let last = Suite(body).statements.last,
            last.kind == .returnStatement || last.kind == .continueStatement,
            let suite = file.suite(containing: statement),
            let index = suite.index(of: statement), !Self.reportsConflict(body)
        else { return nil }
        let following = suite.statements[(index + 1)...]
        guard let session = lookup.session ?? addingSession(in: following) else { return nil }
        let added = additions(of: lookup.mapped, by: session, in: following)
        guard let first = added.first(where: { _ in true }) else {
            try refuseInsertElsewhere(Array(following.prefix(3)), question)
            return nil
        }
        let commit = first.statement.flatMap { inserts.commit(of: session, after: $0) }.flatMap { suite.index(of: $0) }
        // What follows the commit is about something else.
        let statements = Array(following[...(commit ?? following.endIndex - 1)])
        guard !isInsideHandledTry(statement), !inserts.handlesFailure(in: statements) else { return nil }
        let row = try row(additions(of: lookup.mapped, by: session, in: statements), in: suite.node, lookup)
        return SeedingSite(
            shape: .insertBehind, ifStatement: statement, question: question, lookup: lookup.forOnlyRow(row),
            session: session, statements: statements, row: row,
            commit: inserts.commit(of: session, after: row.statement))
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

    /// An answer that the row exists (409, 422, an error message).
    static func reportsConflict(_ body: Syntax) -> Bool {
        body.subtree.contains { node in
            if node.kind == .raiseStatement { return true }
            if node.kind == .number { return conflict.matches(node) }
            guard let call = CallExpression(node), let name = call.functionName else { return false }
            if ["abort", "flash", "delete", "HTTPException", "JSONResponse", "jsonify"].contains(name) { return true }
            // `get_error_response(…)`
            return name.lowercased().contains("error") && !LogCalls.isLogFunction(call.function)
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
        let rows = InsertElsewhere(file: file, mapped: mapped)
        return inserts.additions(in: statements).lazy.filter {
            $0.session.hasSameTokens(as: session) && rows.isRow($0.row)
        }
    }

    func isInsideHandledTry(_ node: Syntax) -> Bool {
        var inner = node
        while let parent = inner.parent, parent.kind != .functionDefinition {
            if parent.kind == .tryStatement, inner.role == .body, inserts.handlesViolation(in: parent),
                !isOnlyAnswered(parent)
            {
                return true
            }
            inner = parent
        }
        return false
    }

    /// `except SQLAlchemyError:` with a rollback and an answer treats a conflict as any other failure.
    private func isOnlyAnswered(_ statement: Syntax) -> Bool {
        guard let attempt = TryStatement(statement), !inserts.handlesViolation(in: attempt.body) else { return false }
        let violations = Violations(in: file.module, file.project)
        let handlers = attempt.handlers.filter { $0.exceptions.contains(where: violations.isOne) }
        return !handlers.isEmpty
            && handlers.allSatisfy { handler in
                handler.exceptions.allSatisfy { Self.general.contains(lastNameOf: $0) }
                    && UnwantedGuard.answers(handler, in: file)
            }
    }

    private static let general: WordSet = ["DBAPIError", "DatabaseError", "Exception", "SQLAlchemyError"]
}
