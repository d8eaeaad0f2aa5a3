import Rewriting

/// Why a task keeps its arguments.
enum TaskReason: String, RefusalReason {
    case decoratedTask =
        "decorated-task: nothing is known of '{}', which decorates the function: it may not be a coroutine function any more"
    case stub = "stub: '{}' does nothing yet: a wrapper can wait until it does"
    case neverRead =
        "never-read: the task never reads '{}': the parameter can go from the function and all its callers"
    case taskUnknown =
        "task-unknown: '{}' cannot be found, so that nobody can tell whether it is a coroutine function"
    case boundMethod = "bound-method: '{}' is a method of an object that lives as long as the request"
    case sessionHidden =
        "session-hidden: '{}' holds the session, and cannot be built again in the task"
    case deferredCall =
        "deferred-call: '{}' is a lambda, partial or nested function, with the session or an instance inside"
    case otherScheduler =
        "other-scheduler: '{}' runs it, and only the background tasks of FastAPI and Starlette are rewritten"
    case noSuchParameter = "no-such-parameter: the function of the task takes no '{}': the task fails as it is"
    case unpackedArguments = "unpacked-arguments: '{}' hides what is passed"
    case opensItsOwnSession =
        "opens-its-own-session: '{}' opens a session itself if it is given none; whether it closes it is for a person to see"
    case noSessionFactory =
        "no-session-factory: nothing was found that opens '{}' outside of a request in the same way; name it with session-factory in [tool.redline.id-passing-background-tasks]"
    case sessionPrepared =
        "session-prepared: '{}' sets up the session or its connection, which a session of the task's own would lack"
    case scopedSession = "scoped-session: '{}' is a scoped session, which belongs to the request"
    case syncTaskAsyncSession =
        "sync-task-async-session: '{}' is not a coroutine function, and cannot use an asynchronous session of its own"
    case sessionKindUnclear =
        "session-kind-unclear: '{}' is annotated as one kind of session and opened as another, synchronous and asynchronous"
    case severalSessions = "several-sessions: '{}' is a second session"
    case ambiguousSession =
        "ambiguous-session: the request uses more than one session, and '{}' may belong to any of them"
    case noPrimaryKey = "no-primary-key: the primary key of '{}' cannot be read from its definition"
    case keyNotAssigned = "key-not-assigned: nothing shows that '{}' has its primary key when the task is added"
    case sentEarlier = "sent-earlier: reading an expired key would send '{}' before the request has filled in the row"
    case notCommitted =
        "not-committed: nothing commits '{}' before the task runs, so that a session of its own would not see it"
    case unsavedChanges = "unsaved-changes: '{}' is changed, and nothing commits that before the task runs"
    case pendingWork =
        "pending-work: '{}' may leave something in the request's session that nothing but the task would commit"
    case tasksShare =
        "tasks-share: '{}' deletes rows, or leaves changes in the session or a list that another task of the request is given"
    case furtherTask =
        "further-task: the task starts '{}' with its session or a row: a session of its own would be closed by then"
    case rowsLocked =
        "rows-locked: '{}' locks until the request's transaction ends, perhaps after the task, which would wait for it"
    case rowsHidden = "rows-hidden: '{}' is asked about each query, and may hide the row from the task's own session"
    case beginsTransaction =
        "begins-transaction: '{}' begins a transaction, which fails in a session that has loaded rows"
    case unknownCall =
        "unknown-call: not enough is known of '{}', which is given a row or the session and may change or delete the row"
    case keyChanges = "key-changes: '{}' may change the primary key after the task is added"
    case listChanges = "list-changes: '{}' may put rows into the list or take them out"
    case committedByDependency =
        "committed-by-dependency: only the dependency of '{}' commits, with some versions of FastAPI after the task"
    case sessionFailed =
        "session-failed: if '{}' fails, nothing rolls the session back before the task is added, and the key cannot be read"
    case expiredAfterCommit =
        "expired-after-commit: a commit or rollback expires '{}', and an asynchronous session cannot read its key again"
    case eagerLoading =
        "eager-loading: what the query or the request put beside '{}' would be missing, or not be the same"
    case instanceDeleted = "instance-deleted: '{}' may delete the row before the task runs"
    case instanceDetached =
        "instance-detached: '{}' was loaded by a session of its own, which is closed: its key cannot be read"
    case sessionClosed = "session-closed: '{}' closes the session or takes rows out of it before the task is added"
    case mayBeNone = "may-be-none: '{}' may be None here"
    case argumentUnclear = "argument-unclear: '{}' may carry an instance that cannot be loaded again"
    case nameTaken = "name-taken: '{}', which the fix has to import, means something else in this file"
}
