import PythonLibraries
import PythonSemantics
import PythonSyntax

/// A query for one row of a mapped class: which session asks, and which columns must equal what.
public struct RowLookup {
    /// As it is written: `db`, `self.session`, `db.session`. Nil for `Model.query`.
    public internal(set) var session: Syntax?
    public internal(set) var isAsync = false
    public let mapped: MappedClass
    /// Columns that must equal an expression.
    public internal(set) var conditions: [String: Syntax] = [:]
    /// There are conditions of another form: `deleted_at.is_(None)`, `name.ilike(…)`.
    public internal(set) var hasOtherConditions = false
    /// `with_for_update()`: the rows are locked against others.
    public internal(set) var isLocked = false
    /// Statements that hold parts of the lookup, in text order: `result = await db.execute(stmt)`.
    public internal(set) var parts: [Syntax] = []
    /// Calls of the project's functions that ask the database, or make the query.
    public internal(set) var helpers: [Syntax] = []

    init(session: Syntax?, mapped: MappedClass) { (self.session, self.mapped) = (session, mapped) }

    /// What functions of the project look up by some columns.
    init(of mapped: MappedClass, by conditions: [String: Syntax], helpers: [Syntax]) {
        self.init(session: nil, mapped: mapped)
        (self.conditions, self.helpers) = (conditions, helpers)
    }

    /// The same for a table with one row: its lookup has no condition, and each insert has the same primary key.
    public func lookingForOnlyRow(with values: [String: Syntax]) -> RowLookup {
        var found = self
        found.conditions = values
        return found
    }

    /// The unique key that the conditions cover.
    public var uniqueKey: UniqueKey? { coveredKeys.min { $0.columns.count < $1.columns.count } }

    /// The columns of all unique keys that the conditions cover.
    public var keyColumns: Set<String> { coveredKeys.reduce(into: []) { $0.formUnion($1.columns) } }

    private var coveredKeys: [UniqueKey] {
        mapped.keys.filter { !$0.columns.isEmpty && $0.columns.isSubset(of: conditions.keys) }
    }

    /// True if a row may have the key and not be found: a deleted one, or another owner's.
    public var isNarrowerThanItsKey: Bool {
        hasOtherConditions
            || !conditions.keys.allSatisfy { column in coveredKeys.contains { $0.columns.contains(column) } }
    }
}

/// Reads lookups in every form that SQLAlchemy, SQLModel and Flask-SQLAlchemy have.
public struct RowLookupReader {
    private let flow: FunctionFlow
    private let model: FrameworkModel
    /// False in a helper: those that it calls are not followed.
    private let isHelped: Bool
    /// `one()` counts: whoever asks handles its exception.
    private var takesRaising = false

    /// Reads the lookups of one function of the model's own file.
    public init(_ flow: FunctionFlow, _ model: FrameworkModel) { self.init(flow, model, isHelped: true) }

    init(_ flow: FunctionFlow, _ model: FrameworkModel, isHelped: Bool) {
        self.flow = flow
        self.model = model
        self.isHelped = isHelped
    }

    /// The query in an expression or behind a name; nil if it does not look for a row.
    public func lookup(_ expression: Syntax) -> RowLookup? { read(expression, depth: 0) }

    /// The same for a query that raises if no row is found.
    public func raisingLookup(_ expression: Syntax) -> RowLookup? {
        var reader = self
        reader.takesRaising = true
        return reader.lookup(expression)
    }

    private func read(_ expression: Syntax, depth: Int) -> RowLookup? {
        guard depth < 200 else { return nil }
        let node = expression.withoutParentheses
        switch node.kind {
        case .await:
            return node.child(.value).flatMap { read($0, depth: depth + 1) }
        case .name: return held(by: node, depth: depth)
        case .namedExpression: return node.child(.value).flatMap { read($0, depth: depth + 1) }
        case .attribute where node.lastName == "query":
            return node.child(.object).flatMap { model.mappedClass(named: $0, in: model.module) }
                .map { RowLookup(session: nil, mapped: $0) }
        case .call: return CallExpression(node).flatMap { read($0, depth: depth + 1) }
        default: return nil
        }
    }

    /// A name that one statement gave a part of the lookup.
    private func held(by name: Syntax, depth: Int) -> RowLookup? {
        let reaching = flow.definitions.reaching(name)
        guard reaching.isComplete, reaching.bindings.count == 1, let binding = reaching.bindings.first,
            binding.kind == .assignment || binding.kind == .annotatedAssignment,
            binding.isWholeTarget, let statement = binding.statement, let value = statement.child(.value),
            statement.children(.target).count == 1, var found = read(value, depth: depth + 1)
        else { return nil }
        found.parts.append(statement)
        return found
    }

    private func read(_ call: CallExpression, depth: Int) -> RowLookup? {
        guard let name = call.functionName else { return nil }
        if model.isSelect(call) { return base(call.positional.first, session: nil) }
        guard let object = call.function.child(.object) else { return helped(call) }
        // `User.select(user)` is the class's own, and may leave rows out.
        if name == "select", let mapped = model.mappedClass(named: object, in: model.module) {
            var found = RowLookup(session: nil, mapped: mapped)
            found.hasOtherConditions = true
            return found
        }
        if let session = model.type(of: object)?.session {
            return asked(name, call, of: object, session, depth: depth)
        }
        guard var found = read(object, depth: depth + 1) else { return helped(call) }
        let roles = QueryMethods.roles(of: name)
        if name == "get" { return call.positional.first.flatMap { primaryKey($0, found) } }
        // A join or an offset finds other rows than the conditions say; `one` raises where there is none.
        if roles.isEmpty || roles.contains(.reshapes) || roles.contains(.one) && !takesRaising { return nil }
        if roles.contains(.locks) { found.isLocked = true }
        if roles.contains(.filters) { addFilters(call, to: &found) }
        return found
    }

    /// What a function of the project looks up, or the query that it makes.
    private func helped(_ call: CallExpression) -> RowLookup? {
        guard isHelped else { return nil }
        return LookupHelper(call, model)?.lookup()
    }

    /// A method of a session.
    private func asked(
        _ name: String, _ call: CallExpression, of session: Syntax, _ type: SessionType, depth: Int
    ) -> RowLookup? {
        var found: RowLookup?
        switch name {
        case "query":
            found =
                base(call.positional.first, session: session)
                ?? call.positional.first.flatMap { read($0, depth: depth) }
        case "get":
            found = base(call.positional.first, session: session).flatMap { base in
                call.positional.dropFirst().first.flatMap { primaryKey($0, base) }
            }
        case "execute", "scalars", "scalar", "exec": found = call.positional.first.flatMap { read($0, depth: depth) }
        default: return nil
        }
        found?.session = session
        found?.isAsync = type.isAsync
        return found
    }

    /// `query(Model)`, `select(Model)`, `query(Model.id)`.
    private func base(_ entity: Syntax?, session: Syntax?) -> RowLookup? {
        guard let entity else { return nil }
        let mapped =
            model.mappedClass(named: entity, in: model.module)
            ?? entity.child(.object).flatMap { model.mappedClass(named: $0, in: model.module) }
        return mapped.map { RowLookup(session: session, mapped: $0) }
    }

    private func primaryKey(_ value: Syntax, _ found: RowLookup) -> RowLookup? {
        var found = found
        let columns = found.mapped.primaryKey
        if columns.count == 1 {
            found.conditions[columns[0].name] = value
        } else if value.withoutParentheses.kind == .tuple {
            let values = value.withoutParentheses.children(.element)
            guard values.count == columns.count else { return nil }
            for (column, value) in zip(columns, values) { found.conditions[column.name] = value }
        } else {
            return nil
        }
        return found
    }

    /// Conditions as expressions, `where(User.id == 1)`, or as keywords, `filter_by(id=1)`.
    private func addFilters(_ call: CallExpression, to found: inout RowLookup) {
        add(call.positional, to: &found)
        for argument in call.arguments where !argument.isUnpacked {
            if let keyword = argument.keyword { found.conditions[keyword] = argument.value }
        }
        if call.hasUnpacking { found.hasOtherConditions = true }
    }

    /// `Model.column == value`, alone, in `and_(…)` or joined by `&`. Other conditions narrow the lookup.
    private func add(_ expressions: [Syntax], to found: inout RowLookup) {
        for expression in expressions.map(\.withoutParentheses) {
            if let call = CallExpression(expression), call.functionName == "and_" {
                add(call.positional, to: &found)
            } else if let both = BinaryOperation(expression), both.operation == .bitwiseAnd {
                add([both.left, both.right], to: &found)
            } else if let (left, operation, right) = Comparison(expression)?.pair, operation == .equal {
                add(left.withoutParentheses, right.withoutParentheses, to: &found)
            } else {
                found.hasOtherConditions = true
            }
        }
    }

    private func add(_ left: Syntax, _ right: Syntax, to found: inout RowLookup) {
        for (column, value) in [(left, right), (right, left)] {
            guard column.kind == .attribute, let object = column.child(.object), let name = column.lastName,
                model.mappedClass(named: object, in: model.module) == found.mapped,
                found.mapped.column(name) != nil
            else { continue }
            found.conditions[name] = value
            return
        }
        found.hasOtherConditions = true
    }
}
