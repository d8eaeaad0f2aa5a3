import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Rows whose columns are all loaded, given to a task that only reads columns: these stay readable when the session is closed.
struct LoadedRows {
    let judge: TaskJudge

    private var use: SessionUse { judge.use }

    /// True if the task is given such rows and data, and nothing expires them before it runs.
    var isAll: Bool {
        let rows = judge.arguments.filter(\.value.isRow)
        return judge.given == nil && judge.function.service == nil && !rows.isEmpty && !use.hasSeveralSessions
            && judge.arguments.enumerated().allSatisfy(isRead)
            && use.closing == nil && use.uncommitted == nil && use.uncommittedLater == nil
            && use.dependencies.leaving == nil && !use.eventsAfter.contains(where: mayExpire)
            && !use.dependencies.sources.isEmpty
            && use.dependencies.sources.allSatisfy { onlyCloses($0.key, in: $0.value) }
            && rows.map(\.argument.value).allSatisfy(isLoaded)
            // A commit of a task before it would expire them.
            && !LastingSession(judge: judge).isShared
    }

    private func isRead(_ position: Int, _ argument: JudgedTask.Argument) -> Bool {
        switch argument.value {
        case .plain: !argument.argument.isUnpacked
        case .instance(let type):
            judge.function.parameter(of: argument.argument, at: position).map {
                judge.function.readsColumns(of: type, $0)
            } ?? false
        default: false
        }
    }

    private func mayExpire(_ event: SessionEvent) -> Bool {
        event.expires || !event.work.isDisjoint(with: [.commits, .rollsBack, .detaches])
    }

    private func isLoaded(_ row: Syntax) -> Bool {
        guard row.kind == .name, case .instance(let type) = PassedValue(row, in: judge.file),
            use.body.expiry(of: row, before: use.place) == nil,
            !EagerLoading(judge.file, type, isAsync: true).isUsed(for: row, use)
        else { return false }
        let bindings = use.body.flow.definitions.reaching(row).bindings
        let origin = RowOrigin(use.analysis, use.body)
        guard !bindings.isEmpty, bindings.allSatisfy({ origin.kind(of: $0, readBy: row) == .stored }) else {
            return false
        }
        guard let expiry = use.body.lastExpiry(before: use.place) else {
            // What the database fills in is not there after a flush alone.
            return !bindings.contains { $0.statement.map { use.body.isWritten(from: $0, to: use.place) } ?? true }
        }
        return use.body.isRefreshed(row, from: expiry, to: use.place)
    }

    /// The dependency neither commits, rolls back nor expires anything after its `yield`, unless the request fails.
    private func onlyCloses(_ source: Syntax, in module: ModuleFile) -> Bool {
        guard let function = FunctionDefinition(source), function.isGenerator else { return false }
        return function.ownNodes(.call).compactMap(CallExpression.init).allSatisfy { call in
            if call.node.ancestors.contains(where: { $0.kind == .exceptClause }) { return true }
            if let name = call.functionName, Self.expiring.contains(name) { return false }
            // `with session_scope() as db:`
            if case .function? = judge.file.project.definition(of: call.function, in: module) { return false }
            return true
        }
    }

    private static let expiring: Set<String> = ["begin", "commit", "expire", "expire_all", "reset", "rollback"]
}
