import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Judges a place: whether it can be mended, and which form is right there.
struct SeedingJudgement {
    let file: FileContext
    let site: SeedingSite

    /// Throws the reason where the repair cannot be shown to be right.
    func check() throws(Refusal<SeedingReason>) {
        guard site.lookup.uniqueKey != nil else {
            throw Refusal(site.lookup.mapped.isComplete ? .noUniqueConstraint : .constraintsUnknown)
        }
        // Of two keys that are looked up both count: a row in the way of one of them is looked up by the other, too.
        let key = InsertedKey(file: file, site: site, triedEnd: triedEnd)
        guard key.holds(site.lookup.keyColumns) else { throw Refusal(.keyNotInserted) }
        if site.lookup.isNarrowerThanItsKey { throw Refusal(.lookupNarrower) }
        try checkLayout()
        try checkLookup()
        if let other = site.elseBody, !file.effects.of(other).isHarmless { throw Refusal(.elseDoesMore) }
        if let column = emptyColumn { throw Refusal(.columnEmpty, about: column) }
        if rollsBack { return }
        if isHandledElsewhere { throw Refusal(.handledLater) }
        if let work = workBeforeInsert { throw Refusal(.workBeforeInsert, about: work) }
        if let column = foreignKeyFilledLater { throw Refusal(.columnEmpty, about: column) }
        if let column = PendingRows(file: file, site: site).columnFilledLater {
            throw Refusal(.columnEmpty, about: column)
        }
        if let level = isolation, !EngineIsolation.readsCommitted(level) {
            throw Refusal(.isolationLevel, about: level.compactText)
        }
        switch EngineDialect(file.frameworks).dialect(of: site.session, in: file.module) {
        // Python's sqlite3 begins no transaction for a savepoint: the row would stay although the caller rolls back.
        case "sqlite"?: throw Refusal(.savepointOfSQLite)
        // Repeatable read: after a savepoint the lookup sees what the first one saw.
        case "mysql"?, "mariadb"?: throw Refusal(.snapshotOfMySQL)
        default: break
        }
    }

    /// The isolation level of the session's engine, or one that the function sets.
    private var isolation: Syntax? {
        EngineIsolation(file.frameworks).level(of: site.session, in: file.module)
            ?? file.flow(around: site.ifStatement).analysis { IsolationSetting(in: scope) }.level
    }

    private var scope: Syntax { site.ifStatement.enclosingFunction ?? file.tree.root }

    // MARK: The insert

    /// A column that may not be NULL and has no value yet where the fix sends the insert.
    private var emptyColumn: String? {
        guard let construction = site.row.construction else { return nil }
        let given = Set(construction.arguments.compactMap(\.keyword))
        let assigned = assignedColumns(in: site.statements.prefix(triedEnd))
        // Unpacked arguments and a constructor of the class's own may give it.
        let isOpaque = construction.hasUnpacking || !construction.positional.isEmpty || hasOwnConstructor
        let later = isOpaque ? assignedColumns(in: followingStatements) : []
        return site.lookup.mapped.columns.first { column in
            column.isRequired && !given.contains(column.name) && !assigned.contains(column.name)
                && (!isOpaque || later.contains(column.name))
        }?.name
    }

    /// The same for what a foreign key needs, a relationship perhaps, where nothing is sent before the fix does it.
    private var foreignKeyFilledLater: String? {
        guard let name = site.row.name, let last = site.statements.prefix(triedEnd).last,
            last.start <= site.row.statement.start
        else { return nil }
        return PendingRows(file: file, site: site).columnFilledLater(of: name, than: last.end..<last.end)
    }

    private var hasOwnConstructor: Bool {
        file.project.member("__init__", of: site.lookup.mapped.definition, in: site.lookup.mapped.module) != nil
    }

    /// Columns that statements give the row through its name.
    private func assignedColumns(in statements: some Sequence<Syntax>) -> Set<String> {
        let names = Set([site.row.name?.text, site.found?.text].compactMap { $0 })
        let targets = statements.flatMap { statement in
            statement.subtree.filter {
                $0.kind == .attribute && $0.role == .target && names.contains($0.child(.object)?.text ?? "")
            }
        }
        return Set(targets.compactMap(\.lastName))
    }

    /// What comes after the tried statements, in their suite and in those around it.
    private var followingStatements: [Syntax] {
        guard let last = site.statements.prefix(triedEnd).last else { return [] }
        let around = last.ancestors.prefix { $0.kind != .functionDefinition }
        return ([last] + Array(around)).flatMap { node -> [Syntax] in
            guard let suite = file.suite(containing: node), let index = suite.index(of: node) else { return [] }
            return Array(suite.statements[(index + 1)...])
        }
    }

    /// The commit that sends the insert today stands in a `try` of its own, whose handler takes whatever goes wrong; or the place
    /// stands in one, and the commit outside of it: the fix would send the insert elsewhere.
    private var isHandledElsewhere: Bool {
        guard let last = site.statements.prefix(triedEnd).last else { return true }
        let handlers = ErrorHandlers(file: file, session: site.session, last: last)
        return handlers.surroundPlace || handlers.surroundSending(in: followingStatements)
    }

    /// What is done to the database only because the row is absent, and before the savepoint: it would be kept although the row
    /// exists after all.
    private var workBeforeInsert: String? {
        guard let root = site.session.dottedRoot, let variable = file.semantics.variable(of: root) else { return nil }
        let scope = site.ifStatement.enclosingFunction ?? file.tree.root
        let before = site.statements[..<site.insertRange.lowerBound]
        if before.isEmpty { return nil }
        let work = TransactionWork(file: file, handles: SessionHandles.known(of: variable, in: scope, file))
        return before.lazy.flatMap { Array($0.subtree) }.first(where: work.isWork)?.text
    }

    private func checkLayout() throws(Refusal<SeedingReason>) {
        let moved = [site.ifStatement] + site.statements.prefix(triedEnd) + site.lookupStatements
        let layout = StatementLayout(file.tree)
        if !moved.allSatisfy(layout.isAlone) { throw Refusal(.layoutUnclear) }
        let repeated = site.lookupStatements + [site.ifStatement.child(.test)].compactMap { $0 }
        if repeated.contains(where: layout.holdsMultiLineString) { throw Refusal(.layoutUnclear) }
        if site.ifStatement.child(.body)?.flags.contains(.inline) ?? true { throw Refusal(.layoutUnclear) }
    }

    /// What the handler repeats stands in the same suite, right above the test.
    private func checkLookup() throws(Refusal<SeedingReason>) {
        guard let suite = file.suite(containing: site.ifStatement), let index = suite.index(of: site.ifStatement) else {
            throw Refusal(.lookupUnclear)
        }
        for (distance, statement) in site.lookupStatements.reversed().enumerated() {
            guard index - distance - 1 >= 0, suite.statements[index - distance - 1] == statement else {
                throw Refusal(.lookupUnclear)
            }
        }
    }

    // MARK: The check

    /// The check goes where a constant row is seeded and its key can never be NULL: the database then refuses every second
    /// row, a few times at each start. It stays, as the quick way out, where the row is used, its key comes from a caller or
    /// may be NULL, or anything before the insert's commit has an effect, a line in a log among them.
    var dropsCheck: Bool {
        guard site.shape == .insertIfAbsent, let key = site.lookup.uniqueKey else { return false }
        let isNeverNull = key.allSatisfy { column in
            let isLiteral = site.lookup.conditions[column].map { $0.kind == .string || $0.kind == .number } ?? false
            return isLiteral || site.lookup.mapped.column(column)?.isNullable == false
        }
        let isConstant = key.allSatisfy { site.lookup.conditions[$0].map(file.effects.isConstant) ?? false }
        return isConstant && isNeverNull && !isLookupNeeded && !(rollsBack && usesOtherRows)
            && file.flow(around: site.ifStatement).analysis { QuietInserts() }.isQuiet(site.lookup.mapped, in: file)
            && site.statements.prefix(triedEnd).allSatisfy(Repeatable(file: file, site: site).isRepeatable)
    }

    /// The statements of the lookup would be taken away: nothing else may use what they name.
    private var isLookupNeeded: Bool {
        let parts = site.lookupStatements + [site.ifStatement.child(.test)].compactMap { $0 }
        return site.lookupStatements.compactMap { $0.child(.target) }.contains { name in
            guard let variable = file.semantics.variable(of: name), variable.bindings.count == 1 else { return true }
            return variable.scope.kind == .module
                || !variable.references.allSatisfy { use in parts.contains { use.isDescendantOrSelf(of: $0) } }
        }
    }

    /// A rollback at each start would expire the rows that were read before, and nothing shows that they are used only while the session
    /// can load them again.
    private var usesOtherRows: Bool {
        let scope = site.ifStatement.enclosingFunction ?? file.tree.root
        let own = [site.found, site.row.name].compactMap { $0.flatMap(file.semantics.variable) }
        let isInLoop = site.ifStatement.ancestors.prefix { $0 != scope }.contains {
            $0.kind == .forStatement || $0.kind == .whileStatement
        }
        let rows = file.flow(around: site.ifStatement).analysis { RowNames(in: scope, file) }
        return rows.names.contains { node in
            guard isInLoop || node.start >= site.ifStatement.end, let variable = file.semantics.variable(of: node),
                !own.contains(variable)
            else { return false }
            return variable.bindings.contains { $0.node.start < site.ifStatement.start && $0.kind != .parameter }
        }
    }

    // MARK: The transaction

    /// This code owns the commit, and nothing else is in the transaction.
    var rollsBack: Bool {
        guard let commit = commitIndex else { return false }
        // Only what belongs to the insert may stand before the commit.
        let between = site.statements[site.insertRange.upperBound..<commit]
        return between.allSatisfy {
            calls(SessionCalls.flush, $0) || isForgotten($0) || calls(SessionCalls.addition, $0)
        }
            && Transaction(file: file, session: site.session, place: site.ifStatement).isClean
            && !(site.lookup.isAsync && holdsOtherRows)
    }

    /// Nothing of a statement is left where the insert fails but a line in a log: what is counted or collected stays so.
    private func isForgotten(_ statement: Syntax) -> Bool {
        let effects = file.effects.of(statement)
        return effects.isHarmless && (!effects.contains(.reports) || LogCalls.call(in: statement) != nil)
    }

    /// The end of what is tried: after the commit, or after the insert and a flush that follows it.
    var triedEnd: Int {
        if rollsBack, let commitIndex { return commitIndex + 1 }
        var end = site.insertRange.upperBound
        while end < site.statements.count, calls(SessionCalls.flush, site.statements[end]) { end += 1 }
        return end
    }

    /// A rollback expires every row of the session, and an asynchronous one cannot load them again on access. Undoing a
    /// savepoint leaves the others as they are.
    private var holdsOtherRows: Bool {
        guard let function = site.ifStatement.enclosingFunction else { return true }
        let own = [site.found, site.row.name].compactMap { $0 }.compactMap(file.semantics.variable)
        return function.subtree.contains { node in
            node.kind == .name && node.role == .object
                && !(file.semantics.variable(of: node).map(own.contains) ?? false)
                && file.frameworks.type(of: node)?.instance != nil
        }
    }

    private var commitIndex: Int? {
        site.statements.firstIndex { calls(SessionCalls.commit, $0) && $0.start > site.row.statement.start }
    }

    /// True where a statement's value is a call on the site's session.
    private func calls(_ pattern: Pattern, _ statement: Syntax) -> Bool {
        statement.child(.value).map { pattern.matches($0, binding: ["session": site.session]) } ?? false
    }
}
