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
    /// This code owns the commit, and nothing else is in the transaction.
    let rollsBack: Bool
    /// What is tried: from the insert to the commit, or to the last insert that belongs to it and a flush after that.
    let tried: Range<Int>
    var triedEnd: Int { tried.upperBound }

    init(file: FileContext, site: SeedingSite) {
        self.file = file
        self.site = site
        let commit = site.commit.flatMap { commit in site.statements.firstIndex(of: commit) }
        let start = TriedStart(file: file, site: site).index
        if let commit, Self.ownsTransaction(site, upTo: commit, file) {
            (rollsBack, tried) = (true, start..<commit + 1)
        } else {
            (rollsBack, tried) = (false, start..<RowsTogether(file: file, site: site).end)
        }
    }

    /// Throws the reason where the repair cannot be shown to be right.
    func check() throws(Refusal<SeedingReason>) {
        let mapped = site.lookup.mapped
        guard let unique = site.lookup.uniqueKey else {
            throw Refusal(mapped.isComplete ? .noUniqueConstraint : .constraintsUnknown, about: mapped.name)
        }
        if !mapped.hasKnownBase { throw Refusal(.constraintsUnknown, about: mapped.name) }
        // Of two keys that are looked up both count: a row in the way of one of them is looked up by the other, too.
        let key = InsertedKey(file: file, site: site, triedEnd: triedEnd)
        if let column = key.columnNotHeld(among: site.lookup.keyColumns) {
            throw Refusal(.keyNotInserted, about: column)
        }
        if site.lookup.isNarrowerThanItsKey { throw Refusal(.lookupNarrower, about: unique.name) }
        if let column = NullableKey(file: file, site: site).column { throw Refusal(.keyMayBeNull, about: column) }
        try checkLayout()
        try checkLookup()
        if let other = RepeatedBranch(file: file, site: site).obstacle {
            throw Refusal(.elseDoesMore, about: other.firstLine)
        }
        if let column = RequiredColumns(file: file, site: site).empty(at: triedPlace) {
            throw Refusal(.columnEmpty, about: column)
        }
        if let mark = MarkedNew(file: file, site: site).statement {
            throw Refusal(.markedBefore, about: mark.firstLine)
        }
        let later = AfterConflict(file: file, site: site, end: triedPlace)
        if let change = later.staleChange { throw Refusal(.staleChange, about: change.compactText) }
        if let read = later.staleRead { throw Refusal(.staleChange, about: read.firstLine) }
        let dialects = EngineDialect(file.frameworks).dialects(of: site.session, in: file.module)
        if let other = EngineDialect.withoutKeys(dialects)
            ?? (rollsBack ? nil : EngineDialect.withoutSavepoints(dialects))
        {
            throw Refusal(.savepointUnsupported, about: other)
        }
        if rollsBack { return }
        if let handler = otherHandler { throw Refusal(.handledLater, about: handler.firstLine) }
        if let work = workBeforeInsert { throw Refusal(.workBeforeInsert, about: work) }
        if let work = workPending { throw Refusal(.workPending, about: work) }
        if let column = foreignKeyFilledLater { throw Refusal(.columnEmpty, about: column) }
        if let column = pendingRows.columnFilledLater(than: site.ifStatement) {
            throw Refusal(.columnEmpty, about: column)
        }
        if !isSent, let value = LaterValues(file: file, site: site, tried: tried).first {
            throw Refusal(.sentEarly, about: value)
        }
        if let listener = ProjectListeners(file.frameworks).ofTransactions {
            throw Refusal(.sessionListener, about: listener)
        }
        if !isSent, let read = later.readDefault { throw Refusal(.defaultRead, about: read.compactText) }
        if let level = isolation, !EngineIsolation.readsCommitted(level) {
            throw Refusal(.isolationLevel, about: level.compactText)
        }
        // Python's sqlite3 begins no transaction for a savepoint: the row would stay although the caller rolls back.
        if dialects.contains("sqlite") { throw Refusal(.savepointOfSQLite, about: site.session.compactText) }
        // Repeatable read: after a savepoint the lookup sees what the first one saw.
        if !dialects.isDisjoint(with: ["mysql", "mariadb"]) {
            throw Refusal(.snapshotOfMySQL, about: site.session.compactText)
        }
    }

    /// The isolation level of the session's engine, or one that the function sets.
    private var isolation: Syntax? {
        EngineIsolation(file.frameworks).level(of: site.session, in: file.module)
            ?? file.flow(around: site.ifStatement).analysis { IsolationSetting(in: scope) }.level
    }

    private var scope: Syntax { site.ifStatement.enclosingFunction ?? file.tree.root }

    // MARK: The insert

    private var otherStatements: [Syntax] { site.otherBody.map { Suite($0).statements } ?? [] }

    /// What a foreign key needs, a relationship perhaps, and gets too late, where nothing is sent before the fix does it.
    private var foreignKeyFilledLater: String? {
        guard let name = site.row.name, let last = site.statements.prefix(triedEnd).last,
            last.start <= site.row.statement.start
        else { return nil }
        return pendingRows.columnFilledLater(of: name, than: last.end..<last.end)
    }

    private var pendingRows: PendingRows {
        let flow = file.flow(around: site.ifStatement)
        return flow.analysis { PendingRows(flow, file.frameworks) }
    }

    /// What is tried ends with a statement that sends the row today, too.
    private var isSent: Bool {
        site.statements[tried].contains {
            SessionCall(statement: $0, file.frameworks)?.has([.flushes, .commits]) ?? false
        }
    }

    /// Where what is tried ends.
    private var triedPlace: Int { site.statements[triedEnd - 1].end }

    /// The commit that sends the insert today stands in a `try` of its own, whose handler takes whatever goes wrong; or the place
    /// stands in one, and the commit outside of it: the fix would send the insert elsewhere.
    private var otherHandler: Syntax? {
        ErrorHandlers.around(site.ifStatement, in: file).handler(
            concerning: site.statements[triedEnd - 1], site.session)
    }

    /// What is done to the database only because the row is absent, and before the savepoint: it would be kept although the row
    /// exists after all.
    private var workBeforeInsert: String? {
        let before = site.statements[..<site.insertRange.lowerBound]
        guard let body = file.sessionBody(around: site.ifStatement) else {
            return before.first { !file.effects.of($0).isHarmless }?.text
        }
        return body.events.first { event in
            !event.work.isDisjoint(with: .undone) && before.contains { event.node.isDescendantOrSelf(of: $0) }
        }?.name
    }

    /// What the lookup has not sent, because the session does not autoflush: the savepoint would.
    private var workPending: String? {
        guard mayNotAutoflush, let body = file.sessionBody(around: site.ifStatement) else { return nil }
        let tried = site.statements[site.insertRange.lowerBound..<triedEnd]
        let session = body.flow.identities.identity(of: site.session)
        let event = body.unsent(at: site.ifStatement, session) { event in
            tried.contains { event.node.isDescendantOrSelf(of: $0) }
        }
        return (event ?? workPendingInCallers)?.name
    }

    private var workPendingInCallers: SessionEvent? {
        guard let function = FunctionDefinition(scope) else { return nil }
        let analysis = file.flow(around: site.ifStatement).analysis { SessionWorkAnalysis(file.frameworks) }
        return SessionCallers(analysis).unsent(atCallsOf: function, in: file.module)
    }

    /// Its maker turns it off, or the function does: `with db.no_autoflush:`.
    private var mayNotAutoflush: Bool {
        file.nodes.attributes(of: Self.autoflushSettings).contains { $0.isDescendant(of: scope) }
            || SessionAutoflush(file.frameworks).mayBeOff(site.session, in: file.module)
    }

    private static let autoflushSettings: WordSet = ["autoflush", "no_autoflush"]

    private func checkLayout() throws(Refusal<SeedingReason>) {
        let moved = [site.ifStatement] + site.statements.prefix(triedEnd) + site.lookupStatements
        let layout = StatementLayout(file.tree)
        let bodies = [site.ifStatement.child(.body), site.otherBody].compactMap(\.self)
        let isInline = bodies.contains { $0.flags.contains(.inline) }
        let repeated = site.asking + (site.shape == .insertBehind ? [site.ifStatement] : otherStatements)
        let unclear =
            moved.first { !layout.isAlone($0) } ?? repeated.first(where: layout.holdsMultiLineString)
            ?? (isInline ? site.ifStatement : nil)
        if let unclear { throw Refusal(.layoutUnclear, about: unclear.firstLine) }
    }

    /// What the handler repeats stands in the same suite as the test, before it, and asks the same there.
    private func checkLookup() throws(Refusal<SeedingReason>) {
        guard let suite = file.suite(containing: site.ifStatement), let index = suite.index(of: site.ifStatement) else {
            throw Refusal(.lookupUnclear, about: site.ifStatement.firstLine)
        }
        guard let first = site.lookupStatements.first else { return }
        guard let start = suite.index(of: first), site.lookupStatements.allSatisfy({ suite.index(of: $0) != nil })
        else {
            throw Refusal(.lookupUnclear, about: first.firstLine)
        }
        let between = suite.statements[start..<index].filter { !site.lookupStatements.contains($0) }
        let names = site.lookupStatements.flatMap { $0.subtree.filter { $0.kind == .name } }
        let variables = Set(names.compactMap(file.semantics.variable))
        let changing = between.first { statement in variables.contains { !$0.bindings(in: statement).isEmpty } }
        if let changing { throw Refusal(.lookupUnclear, about: changing.firstLine) }
        // Whether what is between may change what is asked is known of plain values only.
        if let unclear = between.first(where: { file.effects.of($0).mayChangeData && !hasPlainKey }) {
            throw Refusal(.lookupUnclear, about: unclear.firstLine)
        }
    }

    /// The lookup asks with literals and with names that nothing changes.
    private var hasPlainKey: Bool {
        site.lookup.conditions.values.allSatisfy { [.name, .string, .number].contains($0.withoutParentheses.kind) }
    }

    // MARK: The check

    /// The check goes for one row with a literal key that is seeded at start-up alone, in a transaction of its own: the database then
    /// refuses one insert at each start. It stays, as the quick way out, for several rows, where a request may get here, the row is
    /// used, its key is not a literal, or anything before the insert's commit has an effect, a line in a log among them.
    var dropsCheck: Bool {
        guard rollsBack, site.shape == .insertIfAbsent, !site.isInverted, site.subjectIsPlain, isLookupRightAbove,
            let key = site.question.lookup.uniqueKey?.columns,
            otherStatements.allSatisfy({ file.effects.of($0).isHarmless })
        else { return false }
        let isLiteral = key.allSatisfy { column in
            site.lookup.conditions[column].map { $0.kind == .string || $0.kind == .number } ?? false
        }
        return isLiteral && !isInLoop && !isLookupNeeded && !usesOtherRows
            && file.flow(around: site.ifStatement).analysis { QuietInserts() }.isQuiet(site.lookup.mapped, in: file)
            && site.statements.prefix(triedEnd).allSatisfy(Repeatable(file: file, site: site).isRepeatable)
            && StartUp(file).isOnlyReached(site.ifStatement)
    }

    private var isInLoop: Bool {
        site.ifStatement.ancestors.prefix { $0 != scope }.contains {
            $0.kind == .forStatement || $0.kind == .whileStatement
        }
    }

    private var isLookupRightAbove: Bool {
        guard let first = site.lookupStatements.first, let suite = file.suite(containing: site.ifStatement),
            let start = suite.index(of: first), let end = suite.index(of: site.ifStatement)
        else { return site.lookupStatements.isEmpty }
        return end - start == site.lookupStatements.count
    }

    /// The statements of the lookup would be taken away: nothing else may use what they name.
    private var isLookupNeeded: Bool {
        let parts = site.asking
        return site.lookupStatements.compactMap { $0.child(.target) }.contains { name in
            guard let variable = file.semantics.variable(of: name), variable.bindings.count == 1 else { return true }
            return variable.scope.kind == .module
                || !variable.references.allSatisfy { use in parts.contains { use.isDescendantOrSelf(of: $0) } }
        }
    }

    /// A rollback at each start would expire the rows that were read before, and nothing shows that they are used only while the session
    /// can load them again.
    private var usesOtherRows: Bool {
        let own = site.rowVariables(in: file.semantics)
        let rows = file.flow(around: site.ifStatement).analysis { RowNames(in: scope, file) }
        return rows.names.contains { node in
            guard node.start >= site.ifStatement.end, let variable = file.semantics.variable(of: node),
                !own.contains(variable)
            else { return false }
            return variable.bindings.contains { $0.node.start < site.ifStatement.start && $0.kind != .parameter }
        }
    }

    // MARK: The transaction

    private static func ownsTransaction(_ site: SeedingSite, upTo commit: Int, _ file: FileContext) -> Bool {
        // Only what belongs to the insert may stand before the commit.
        let between = site.statements[site.insertRange.upperBound..<commit]
        return between.allSatisfy {
            calls(SessionCalls.flush, $0, site) || isForgotten($0, file) || calls(SessionCalls.addition, $0, site)
        }
            && isClean(site, file)
            && !(site.lookup.isAsync && holdsOtherRows(site, file))
    }

    private static func isClean(_ site: SeedingSite, _ file: FileContext) -> Bool {
        guard let body = file.sessionBody(around: site.ifStatement) else { return false }
        return body.flow.analysis { Transactions(of: body, file.frameworks) }.isClean(
            at: site.ifStatement, site.session)
    }

    /// Nothing of a statement is left where the insert fails but a line in a log: what is counted or collected stays so.
    private static func isForgotten(_ statement: Syntax, _ file: FileContext) -> Bool {
        let effects = file.effects.of(statement)
        return effects.isHarmless && (!effects.contains(.reports) || LogCalls.call(in: statement) != nil)
    }

    /// A rollback expires every row of the session, and an asynchronous one cannot load them again on access. Undoing a
    /// savepoint leaves the others as they are.
    private static func holdsOtherRows(_ site: SeedingSite, _ file: FileContext) -> Bool {
        if hasHolder(site, file) { return true }
        let held = file.flow(around: site.ifStatement).analysis { HeldRows(around: site.ifStatement, file) }
        let own = [site.found, site.row.name].compactMap { $0 }.compactMap(file.semantics.variable).map(Optional.some)
        return !held.variables.subtracting(own).isEmpty
    }

    /// An object that was made with the session may hold rows, and something of it is read later: `rules.first.name`.
    private static func hasHolder(_ site: SeedingSite, _ file: FileContext) -> Bool {
        let objects = file.nodes.all(.name, in: FlowGraph.owner(of: site.ifStatement)).filter {
            $0.withParentheses.role == .object && $0.start > site.ifStatement.start
                && file.frameworks.type(of: $0)?.session == nil
        }
        return Set(objects.compactMap(file.semantics.variable)).contains { variable in
            variable.bindings.contains { binding in
                guard binding.node.start < site.ifStatement.start, binding.isWholeTarget,
                    let value = binding.statement?.child(.value)?.withoutParentheses,
                    case .object? = file.frameworks.type(of: value)
                else { return false }
                return CallExpression(value)?.arguments.contains { $0.value.hasSameTokens(as: site.session) } ?? false
            }
        }
    }

    /// True if a statement's value is a call on the site's session.
    private static func calls(_ pattern: Pattern, _ statement: Syntax, _ site: SeedingSite) -> Bool {
        statement.child(.value).map { pattern.matches($0, binding: ["session": site.session]) } ?? false
    }
}

/// The variables of a function that hold rows whose attributes are read. Nil among them is a name that none is known of.
private struct HeldRows {
    let variables: Set<Variable?>

    init(around place: Syntax, _ file: FileContext) {
        let names = file.nodes.all(.name, in: FlowGraph.owner(of: place)).filter {
            $0.withParentheses.role == .object && file.frameworks.type(of: $0)?.instance != nil
        }
        variables = Set(names.map(file.semantics.variable))
    }
}
