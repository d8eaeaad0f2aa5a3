import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What the statements are that a session is given, and what it answers.
extension SessionEventReader {
    /// What a query or statement is given that lasts on the connection, or that another session would ask elsewhere: a lock of the
    /// connection, a temporary table, another database, other schemas.
    func prepares(_ call: CallExpression) -> Bool {
        if call.keyword("bind_arguments") != nil || translatesSchemas(call) { return true }
        guard SessionMethods.roles(of: call.functionName ?? "").contains(.executes) else { return false }
        return call.arguments.contains { argument in argument.value.subtree.contains(where: staysOnConnection) }
    }

    /// `execution_options(schema_translate_map=…)`, `execution_options={"schema_translate_map": …}`
    func translatesSchemas(_ call: CallExpression) -> Bool {
        let name = "schema_translate_map"
        return call.keyword(name) != nil
            || call.keyword("execution_options")?.subtree.contains {
                $0.kind == .dictionaryItem && $0.child(.key)?.plainString == name
            } ?? false
    }

    /// `func.pg_advisory_lock(1)`, `text("CREATE TEMPORARY TABLE …")`
    private func staysOnConnection(_ node: Syntax) -> Bool {
        switch node.kind {
        case .attribute: return node.lastName.map { Self.lastingLocks.contains($0.uppercased()) } ?? false
        case .string, .formattedString:
            let text = node.text.uppercased()
            return Self.lastingLocks.contains { text.contains($0 + "(") }
                || Self.temporary.contains(where: text.contains)
        default: return false
        }
    }

    private static let lastingLocks: Set<String> = [
        "GET_LOCK", "PG_ADVISORY_LOCK", "PG_ADVISORY_LOCK_SHARED", "PG_TRY_ADVISORY_LOCK",
        "PG_TRY_ADVISORY_LOCK_SHARED",
    ]
    private static let temporary = ["CREATE TEMP", "CREATE LOCAL TEMP", "CREATE GLOBAL TEMP"]

    /// `text("SET LOCAL …")`, `text("PRAGMA …")`, `select set_config(…)`: for the connection, not for the rows.
    func isSetting(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            guard node.kind == .string || node.kind == .formattedString else { return false }
            let text = node.text.drop { $0 == "f" || $0 == "\"" || $0 == "'" || $0.isWhitespace }.uppercased()
            return text.hasPrefix("SET ") || text.hasPrefix("PRAGMA ") || text.contains("SET_CONFIG(")
        }
    }

    /// An `insert` or `update`, or a text of one.
    func keepsRows(_ statement: Syntax) -> Bool {
        var part = statement.withoutParentheses
        while let call = CallExpression(part) {
            if let name = index.definition(of: call.function, in: module)?.externalName, name.hasPrefix("sql") {
                let text = name.hasSuffix(".text") ? call.positional.first?.plainString?.uppercased() : nil
                return name.hasSuffix(".insert") || name.hasSuffix(".update")
                    || text.map { $0.hasPrefix("INSERT ") || $0.hasPrefix("UPDATE ") } ?? false
            }
            guard let object = call.receiver else { return false }
            part = object.withoutParentheses
        }
        guard part.kind == .name, let variable = module.semantics.variable(of: part),
            variable.scope.kind == .function, variable.bindings.count == 1,
            let value = Value(of: variable.bindings[0]).expression, value != part
        else { return false }
        return CallExpression(value.withoutParentheses) != nil && keepsRows(value)
    }

    /// A `select`, or a text that begins with the word.
    func isQuery(_ expression: Syntax, depth: Int) -> Bool {
        let node = expression.withoutParentheses
        if model.type(of: node, in: module)?.facet(QueryType.self) != nil { return true }
        if node.kind == .name, depth < 6, let variable = module.semantics.variable(of: node),
            variable.scope.kind == .function
        {
            return !variable.bindings.isEmpty
                && variable.bindings.allSatisfy { binding in
                    Value(of: binding).expression.map { isQuery($0, depth: depth + 1) || isRefined($0, variable) }
                        ?? false
                }
        }
        var part = node
        while let call = CallExpression(part) {
            if let name = index.definition(of: call.function, in: module)?.externalName, name.hasPrefix("sql") {
                if name.hasSuffix(".select") { return true }
                let text = name.hasSuffix(".text") ? call.positional.first?.plainString?.uppercased() : nil
                return text.map { $0.drop(while: \.isWhitespace).hasPrefix("SELECT ") && !$0.contains("SET_CONFIG(") }
                    ?? false
            }
            guard let object = call.receiver else { return false }
            part = object.withoutParentheses
        }
        return depth > 0 ? false : part.kind == .name && part != node && isQuery(part, depth: depth + 1)
    }

    /// `statement = statement.where(…)`
    func isRefined(_ value: Syntax, _ variable: Variable) -> Bool {
        var part = value.withoutParentheses
        while let object = CallExpression(part)?.receiver { part = object.withoutParentheses }
        return part.kind == .name && part != value && module.semantics.variable(of: part) == variable
    }

    /// A query, or what one gave before its rows were read.
    func isAnswer(_ object: Syntax, depth: Int = 0) -> Bool {
        let node = object.withoutParentheses.withoutAwait.withoutParentheses
        if let type = model.type(of: node, in: module) { return type.isUnread || type.facet(ScalarsType.self) != nil }
        guard depth < 6 else { return false }
        if let call = CallExpression(node) {
            let name = call.functionName ?? ""
            guard let receiver = call.receiver, QueryMethods.roles(of: name).isDisjoint(with: .asks) else {
                return false
            }
            if analysis.isSession(receiver, in: module) { return Self.asking.contains(name) }
            return isAnswer(receiver, depth: depth + 1)
        }
        guard node.kind == .name, let variable = module.semantics.variable(of: node), variable.scope.kind == .function
        else { return false }
        return !variable.bindings.isEmpty
            && variable.bindings.allSatisfy { binding in
                Value(of: binding).expression.map { isRefined($0, variable) || isAnswer($0, depth: depth + 1) } ?? false
            }
    }

    static let asking: Set<String> = [
        "exec", "execute", "query", "scalars", "stream", "stream_scalars",
    ]

    func event(ofQuery call: CallExpression, _ object: Syntax) -> SessionEvent? {
        switch call.functionName {
        case "update", "insert", "merge": event(call.node, Outcome(work: .adds), [object])
        case "delete": event(call.node, Outcome(work: [.adds, .deletes]), [object])
        case "with_for_update": event(call.node, Outcome(work: [.blocks, .locks]), [object])
        default: nil
        }
    }
}
