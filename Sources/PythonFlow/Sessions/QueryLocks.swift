import PythonLibraries
import PythonSemantics
import PythonSyntax

/// The locks that a query takes, or may take, until its transaction ends: on the rows that it finds, or by a function of the database.
struct QueryLocks {
    let analysis: SessionWorkAnalysis
    let module: ModuleFile
    private static let maximumDepth = 6
    /// A lock that is certain may be taken, too.
    private static let certain: SessionWork = [.blocks, .locks]

    /// What sending a query does besides, by its arguments: `with_for_update=True`, `select(…).with_for_update()`.
    func work(of call: CallExpression) -> SessionWork {
        let option = call.keyword("with_for_update")
        let own: SessionWork = option.map { $0.isNone || $0.isFalse ? .locks : Self.certain } ?? []
        return call.arguments.reduce(own) { $0.union(work(ofQuery: $1.value, depth: 0)) }
    }

    private static let keywords: Set<String> = ["for_update", "lock", "lock_for_update", "with_for_update"]

    /// What a function does that is asked to lock the rows that it finds: `leads.get(key, for_update=True)`.
    static func work(ofKeywordsIn call: CallExpression) -> SessionWork {
        let isAsked = call.arguments.contains { argument in
            guard let keyword = argument.keyword else { return false }
            return keywords.contains(keyword) && argument.value.isTrue
        }
        return isAsked ? certain : []
    }

    /// Names are followed to the queries that they stand for.
    private func work(ofQuery query: Syntax, depth: Int) -> SessionWork {
        query.subtree.reduce(into: []) { work, node in
            if work == Self.certain { return }
            if let call = CallExpression(node) { work.formUnion(self.work(inQuery: call, depth: depth)) }
            if node.kind == .name { work.formUnion(self.work(ofName: node, depth: depth)) }
        }
    }

    private func work(ofName name: Syntax, depth: Int) -> SessionWork {
        guard depth < Self.maximumDepth, let variable = module.semantics.variable(of: name),
            variable.scope.kind == .function
        else { return [] }
        let found = variable.bindings.reduce(into: SessionWork()) { work, binding in
            guard let value = Value(of: binding).expression, !name.isDescendantOrSelf(of: value),
                CallExpression(value.withoutParentheses) != nil
            else { return }
            work.formUnion(self.work(ofQuery: value, depth: depth + 1))
        }
        // A row was found before, whatever it took to find it.
        let isRow = analysis.model.type(of: name, in: module)?.instance != nil
        return isRow ? found.subtracting(.locks) : found
    }

    /// `with_for_update()`, `text("… FOR UPDATE")`, `func.pg_advisory_xact_lock(1)`
    private func work(inQuery call: CallExpression, depth: Int) -> SessionWork {
        let name = call.functionName ?? ""
        if QueryMethods.roles(of: name).contains(.locks) { return Self.certain }
        let definition = analysis.index.definition(of: call.function, in: module)
        if case .function(let function, let owner)? = definition { return work(of: function, in: owner, depth: depth) }
        guard let full = definition?.externalName else { return [] }
        var work: SessionWork = []
        if full.hasSuffix(".text") {
            if call.positional.contains(where: Self.isLocking) { work.insert(.blocks) }
            if full.hasPrefix("sql"), Self.mayLock(text: call.positional.first) { work.insert(.locks) }
        } else {
            if full.contains(".func."), name.lowercased().contains("lock") { work.insert(.blocks) }
            if full.hasPrefix("sql"), Self.mayLock(function: full) { work.insert(.locks) }
        }
        return work
    }

    /// A function of the project that makes a query.
    private func work(of function: FunctionDefinition, in owner: ModuleFile, depth: Int) -> SessionWork {
        guard depth < Self.maximumDepth else { return [] }
        let locks = QueryLocks(analysis: analysis, module: owner)
        let made = function.ownNodes(.returnStatement).compactMap { $0.child(.value) }
        return made.reduce(into: []) { $0.formUnion(locks.work(ofQuery: $1, depth: depth + 1)) }
    }

    // MARK: Texts and functions of the database

    private static let words = [
        "LOCK TABLE", "ADVISORY_LOCK", "ADVISORY_XACT_LOCK", "GET_LOCK(", "GET_APPLOCK", "FOR UPDATE", "FOR SHARE",
        "FOR NO KEY UPDATE", "FOR KEY SHARE",
    ]

    private static func isLocking(_ text: Syntax) -> Bool {
        let upper = text.text.uppercased()
        return words.contains(where: upper.contains)
    }

    /// `SELECT … FOR UPDATE`, or a call of a function that may.
    private static func mayLock(text: Syntax?) -> Bool {
        guard let text = text?.plainString?.uppercased() else { return true }
        return text.contains("(") || text.contains(" FOR ")
    }

    /// `func.pg_advisory_xact_lock`, unlike `func.count`.
    private static func mayLock(function name: String) -> Bool {
        let words = name.split(separator: ".").suffix(2).map(String.init)
        return words.count == 2 && words[0] == "func" && !aggregates.contains(words[1])
    }

    private static let aggregates: Set<String> = ["avg", "coalesce", "count", "lower", "max", "min", "sum", "upper"]
}
