import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A request's session that stays open until all tasks have run: what makes a task fail nevertheless.
struct LastingSession {
    let judge: TaskJudge

    private var use: SessionUse { judge.use }
    private var function: ScheduledFunction { judge.function }

    /// Nil if nothing makes it fail.
    var danger: String? {
        if judge.arguments.contains(where: { isUnclear($0) }) { return "what the task is given is not clear" }
        if let event = use.closing ?? use.eventsAfter.first(where: { $0.work.contains(.detaches) }) {
            return "'\(event.name)' may close it before"
        }
        if let event = use.uncommitted ?? use.uncommittedLater {
            return "a failure of the task takes back what '\(event.name)' leaves uncommitted"
        }
        if let dependency = use.dependencies.leaving {
            return "a failure of the task takes back what '\(dependency)' leaves uncommitted"
        }
        if let call = outliving { return "'\(call.shortText)' in the task may outlive it" }
        if isShared { return "several tasks share it" }
        let read = (judge.given.map { [$0] } ?? []) + rows.map(\.argument.value)
        if let event = read.lazy.compactMap({ use.body.failure(before: use.place, use.session, reading: $0) }).first {
            return "'\(event.name)' may have failed before"
        }
        return expired.map { "an asynchronous session cannot load '\($0.shortText)' again" }
    }

    private var rows: [JudgedTask.Argument] { judge.arguments.filter(\.value.isRow) }

    private func isUnclear(_ argument: JudgedTask.Argument) -> Bool {
        switch argument.value {
        case .session, .instance, .instances, .plain: argument.argument.isUnpacked
        case .holdsSession, .deferred, .container, .unclear: true
        }
    }

    // MARK: The task

    private static let startsWork: Set<String> = [
        "Process", "Thread", "Timer", "add_job", "apply_async", "create_task", "delay", "ensure_future",
        "run_coroutine_threadsafe", "run_in_executor", "start_new_thread", "start_soon", "submit",
    ]

    /// Work that the task starts, and may not wait for.
    private var outliving: Syntax? {
        function.definition.body.subtree.lazy.compactMap(CallExpression.init).first { call in
            call.node.parent?.kind != .await && call.functionName.map(Self.startsWork.contains) ?? false
        }?.function
    }

    // MARK: Other tasks

    /// Another task of the request may do something to the session that this one notices. Rows that are only read do nothing to it.
    var isShared: Bool {
        let tasks = FileTasks.of(judge.file).all.filter { task in
            task.call.node.isDescendant(of: use.body.function.node)
                && SharedTasks.isGivenSession(task, in: judge.file)
        }
        guard tasks.count > 1 || tasks.contains(where: { SharedTasks.isRepeated($0.call) }) else { return false }
        return !tasks.allSatisfy(onlyReads)
    }

    private func onlyReads(_ task: BackgroundTaskCall) -> Bool {
        guard let function = try? ScheduledFunction(task.task, in: judge.file) else { return false }
        return task.arguments.enumerated().allSatisfy { position, argument in
            switch PassedValue(argument.value, in: judge.file) {
            case .plain: true
            case .instance(let type):
                function.parameter(of: argument, at: position).map { function.readsColumns(of: type, $0) } ?? false
            default: false
            }
        }
    }

    // MARK: Rows

    /// A row of an asynchronous session that a commit or rollback may have emptied.
    private var expired: Syntax? {
        guard isAsync else { return nil }
        let expiresLater = use.eventsAfter.contains { $0.expires || $0.work.contains(.commits) }
        return rows.map(\.argument.value).first { row in
            expiresLater || row.kind != .name || use.body.expiry(of: row, before: use.place) != nil
                || use.body.lastExpiry(before: use.place).map {
                    !use.body.isLoaded(row, from: $0, to: use.place)
                } ?? false
        }
    }

    private var isAsync: Bool {
        let sources = use.dependencies.sources.keys.compactMap(FunctionDefinition.init)
        return sources.contains(where: \.isAsync)
            || judge.given.flatMap { judge.file.frameworks.type(of: $0)?.session?.isAsync } ?? false
    }
}
