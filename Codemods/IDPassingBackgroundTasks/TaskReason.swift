import Rewriting

/// Why a task keeps its arguments.
enum TaskReason: String, RefusalReason {
    case decoratedTask =
        "decorated-task: nothing is known of '{}', which decorates the function: it may not be a coroutine function any more"
    case taskUnknown =
        "task-unknown: the function that the task calls cannot be found, so that nobody can tell whether it is a coroutine"
    case boundMethod = "bound-method: the task is a method of an object that lives as long as the request"
    case sessionHidden =
        "session-hidden: an object that holds the session is passed, and cannot be built again in the task"
    case deferredCall = "deferred-call: the session or instance is inside a lambda, partial or nested function"
    case unpackedArguments = "unpacked-arguments: '*' or '**' hides what is passed"
    case opensItsOwnSession =
        "opens-its-own-session: the task opens a session itself where none is passed; whether it closes it is for a person to see"
    case noSessionFactory =
        "no-session-factory: nothing shows how a session is opened outside of a request; name it with session-factory in [tool.redline.id-passing-background-tasks]"
    case sessionPrepared =
        "session-prepared: '{}' sets up the session or its connection, which a session of the task's own would lack"
    case scopedSession = "scoped-session: the session is a scoped one, which belongs to the request"
    case syncTaskAsyncSession =
        "sync-task-async-session: a function that is not a coroutine cannot use an asynchronous session of its own"
    case sessionKindUnclear =
        "session-kind-unclear: the session is annotated as one kind and opened as another, synchronous and asynchronous"
    case severalSessions = "several-sessions: more than one session is passed"
    case ambiguousSession =
        "ambiguous-session: the request uses more than one session, and nothing shows which of them holds the instance"
    case noPrimaryKey = "no-primary-key: the primary key of the class cannot be read from its definition"
    case keyNotAssigned = "key-not-assigned: nothing shows that the row has its primary key when the task is added"
    case notCommitted =
        "not-committed: nothing commits the row before the task runs, so that a session of its own would not see it"
    case unsavedChanges = "unsaved-changes: the instance is changed and nothing commits the change before the task runs"
    case pendingWork =
        "pending-work: '{}' may leave something in the request's session that nothing but the task would commit"
    case tasksShare =
        "tasks-share: '{}' deletes rows, or leaves changes in the session that another task of the request is given"
    case rowsLocked =
        "rows-locked: '{}' locks until the request's transaction ends, perhaps after the task, which would wait for it"
    case rowsHidden = "rows-hidden: '{}' is asked about each query, and may hide the row from the task's own session"
    case beginsTransaction =
        "begins-transaction: '{}' begins a transaction, which fails in a session that has loaded rows"
    case unknownCall =
        "unknown-call: nothing is known of '{}', which is given a row or the session and may change or delete the row"
    case keyChanges = "key-changes: '{}' may change the primary key after the task is added"
    case listChanges = "list-changes: '{}' may put rows into the list or take them out"
    case committedByDependency =
        "committed-by-dependency: the dependency commits at the end of the request, with some versions of FastAPI only after the task"
    case expiredAfterCommit =
        "expired-after-commit: the commit expires the instance, and an asynchronous session cannot read its key again"
    case eagerLoading =
        "eager-loading: what the query or the request put beside the row would be missing, or not be the same"
    case instanceDeleted = "instance-deleted: the instance is deleted before the task is added"
    case instanceDetached =
        "instance-detached: the instance was loaded by a session of its own, which is closed: its key cannot be read"
    case sessionClosed = "session-closed: the session is closed before the task is added"
    case mayBeNone = "may-be-none: the instance may be None here"
    case argumentUnclear = "argument-unclear: an argument may carry an instance that cannot be loaded again"
    case nameTaken = "name-taken: a name that the fix has to import means something else in this file"
}
