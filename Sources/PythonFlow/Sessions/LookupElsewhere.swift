import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What a function or method of the project appears to look up for its caller: `self.users.get_by_email(email)`. Enough to refuse a
/// place by, never to repeat the lookup.
public struct LookupElsewhere {
    private let called: ProjectCall
    private let model: FrameworkModel
    private let depth: Int
    private let calls: [CallExpression]
    private let nodes: [Syntax]

    private let raises: Bool

    /// The lookup of one row by columns, with what the call gives for them; the call itself stands for anything else.
    ///
    /// - Parameter raises: whether `one()` counts, which raises if no row is found.
    public static func lookup(
        by call: CallExpression, _ model: FrameworkModel, orRaises raises: Bool = false
    ) -> RowLookup? {
        guard let called = ProjectCall(call, in: model.module, model),
            let found = LookupElsewhere(called, model, depth: 0, raises)?.found
        else { return nil }
        return RowLookup(of: found.mapped, by: found.columns.mapValues { $0 ?? call.node }, helpers: [call.node])
    }

    private static let working: Set<String> = [
        "add", "add_all", "bulk_save_objects", "commit", "delete", "merge", "with_for_update",
    ]

    /// Nil for a function that does more than to ask.
    private init?(_ called: ProjectCall, _ model: FrameworkModel, depth: Int, _ raises: Bool) {
        let nodes = called.function.ownNodes
        guard nodes.count < 2000 else { return nil }
        let calls = nodes.compactMap(CallExpression.init)
        guard !called.function.isGenerator, !calls.contains(where: { Self.working.contains($0.functionName ?? "") })
        else { return nil }
        (self.called, self.model, self.depth, self.calls, self.nodes) = (called, model, depth, calls, nodes)
        self.raises = raises
    }

    /// The columns that are asked for, each with the caller's argument, nil if it has none.
    private var found: (mapped: MappedClass, columns: [String: Syntax?])? {
        let entities = Set(asked)
        guard let mapped = entities.first else { return foundByOther }
        guard entities.count == 1, asksForOne(mapped) else { return nil }
        var columns: [String: Syntax?] = [:]
        for node in nodes {
            if let (left, operation, right) = Comparison(node)?.pair, operation == .equal {
                add(left, right, mapped, &columns)
                add(right, left, mapped, &columns)
            }
        }
        for call in calls { add(call, mapped, &columns) }
        return (mapped, columns)
    }

    // MARK: What it asks for

    /// `select(User)`, `db.query(User.id)`, `db.get(User, id)`, `User.query`.
    private var asked: [MappedClass] {
        let inCalls = calls.compactMap { call -> MappedClass? in
            guard let first = call.positional.first else { return nil }
            switch call.functionName {
            case "select", "query": return called.entity(first) ?? first.child(.object).flatMap(called.entity)
            case "get" where call.positional.count == 2: return called.entity(first)
            default: return nil
            }
        }
        let inAttributes = nodes.compactMap { node in
            node.kind == .attribute && node.lastName == "query" ? node.child(.object).flatMap(called.entity) : nil
        }
        return inCalls + inAttributes
    }

    private func asksForOne(_ mapped: MappedClass) -> Bool {
        let asks = calls.contains { call in
            guard let name = call.functionName else { return false }
            if name == "get" { return keyed(call, mapped) != nil }
            return !QueryMethods.roles(of: name).isDisjoint(with: raises ? [.one] : [.oneOrNone])
        }
        return asks
            || called.function.returns
                .flatMap { model.type(ofAnnotation: $0, in: called.owner) }?.instance == mapped
    }

    /// The key of `db.get(User, id)` and `User.query.get(id)`.
    private func keyed(_ call: CallExpression, _ mapped: MappedClass) -> Syntax? {
        guard call.functionName == "get" else { return nil }
        let given = call.positional
        if given.count == 2, called.entity(given[0]) == mapped { return given[1] }
        guard given.count == 1, let query = call.receiver, query.lastName == "query" || CallExpression(query) != nil
        else { return nil }
        return query.child(.object).flatMap(called.entity) == mapped ? given[0] : nil
    }

    // MARK: Conditions

    /// `User.name == name`, `getattr(self.model, column) == value`.
    private func add(_ side: Syntax, _ value: Syntax, _ mapped: MappedClass, _ columns: inout [String: Syntax?]) {
        guard let name = column(side, mapped), mapped.column(name) != nil, !isColumn(value) else { return }
        add(name, value, &columns)
    }

    /// `User.id == Role.user_id` joins.
    private func isColumn(_ value: Syntax) -> Bool {
        let node = value.withoutParentheses
        return node.kind == .attribute && node.child(.object).flatMap(called.entity) != nil
    }

    private func column(_ side: Syntax, _ mapped: MappedClass) -> String? {
        let node = side.withoutParentheses
        if node.kind == .attribute {
            return node.child(.object).flatMap(called.entity) == mapped ? node.lastName : nil
        }
        guard let call = CallExpression(node), call.functionName == "getattr", call.positional.count == 2,
            called.entity(call.positional[0]) == mapped, let name = call.positional[1].identifier
        else { return nil }
        return called.argument(for: name)?.plainString
    }

    private func add(_ call: CallExpression, _ mapped: MappedClass, _ columns: inout [String: Syntax?]) {
        if call.functionName == "filter_by" {
            for argument in call.arguments {
                if let name = argument.keyword { add(name, argument.value, &columns) }
                if argument.isUnpacked { addKeywords(argument.value, &columns) }
            }
        } else if let key = keyed(call, mapped), mapped.primaryKey.count == 1 {
            add(mapped.primaryKey[0].name, key, &columns)
        }
    }

    /// `filter_by(**criteria)` with what the caller gives by name.
    private func addKeywords(_ value: Syntax, _ columns: inout [String: Syntax?]) {
        guard let name = value.identifier,
            called.parameters.contains(where: { $0.kind == .variadicKeyword && $0.name == name })
        else { return }
        for argument in called.call.arguments {
            guard let keyword = argument.keyword, !called.parameters.contains(where: { $0.name == keyword })
            else { continue }
            columns[keyword] = .some(argument.value)
        }
    }

    /// A condition on a parameter that the caller leaves out is none.
    private func add(_ column: String, _ value: Syntax, _ columns: inout [String: Syntax?]) {
        let names = value.subtree.compactMap(\.identifier)
        guard let parameter = called.parameters.first(where: { names.contains($0.name) }) else {
            if columns[column] == nil { columns[column] = .some(nil) }
            return
        }
        if let given = called.argument(for: parameter.name), !given.isNone { columns[column] = .some(given) }
    }

    // MARK: Through another function

    /// `return await self.get_by_field("name", name)`
    private var foundByOther: (mapped: MappedClass, columns: [String: Syntax?])? {
        guard depth < 3 else { return nil }
        let returned = nodes.filter { $0.kind == .returnStatement }.compactMap { $0.child(.value) }
        guard returned.count == 1,
            let inner = CallExpression(returned[0].withoutParentheses.withoutAwait.withoutParentheses),
            let other = ProjectCall(inner, in: called.owner, model, of: called.receiver),
            let found = LookupElsewhere(other, model, depth: depth + 1, raises)?.found
        else { return nil }
        var columns: [String: Syntax?] = [:]
        for (column, value) in found.columns {
            guard let value else {
                columns[column] = .some(nil)
                continue
            }
            add(column, value, &columns)
        }
        return (found.mapped, columns)
    }
}
