import Rewriting

/// Why a task keeps its arguments.
extension RefusalReason {
    static let taskUnknown = RefusalReason(
        "task-unknown",
        "the function that the task calls cannot be found, so that nobody can tell whether it is a coroutine")
    static let boundMethod = RefusalReason(
        "bound-method", "the task is a method of an object that lives as long as the request")
    static let sessionHidden = RefusalReason(
        "session-hidden", "an object that holds the session is passed, and cannot be built again in the task")
    static let deferredCall = RefusalReason(
        "deferred-call", "the session or instance is inside a lambda, partial or nested function")
    static let unpackedArguments = RefusalReason("unpacked-arguments", "'*' or '**' hides what is passed")
    static let opensItsOwnSession = RefusalReason(
        "opens-its-own-session",
        "the task opens a session itself where none is passed; whether it closes it is for a person to see")
    static let noSessionFactory = RefusalReason(
        "no-session-factory",
        "nothing shows how a session is opened outside of a request; name it with session-factory in [tool.redline]")
    static let scopedSession = RefusalReason(
        "scoped-session", "the session is a scoped one, which belongs to the request")
    static let syncTaskAsyncSession = RefusalReason(
        "sync-task-async-session", "a function that is no coroutine cannot use an asynchronous session of its own")
    static let sessionKindUnclear = RefusalReason(
        "session-kind-unclear",
        "the session is annotated as one kind and opened as another, synchronous and asynchronous")
    static let severalSessions = RefusalReason("several-sessions", "more than one session is passed")
    static let noPrimaryKey = RefusalReason(
        "no-primary-key", "the primary key of the class cannot be read from its definition")
    static let keyNotAssigned = RefusalReason(
        "key-not-assigned", "nothing shows that the row has its primary key when the task is added")
    static let notCommitted = RefusalReason(
        "not-committed", "nothing commits the row before the task runs, so that a session of its own would not see it")
    static let unsavedChanges = RefusalReason(
        "unsaved-changes", "the instance is changed and nothing commits the change before the task runs")
    static let committedByDependency = RefusalReason(
        "committed-by-dependency",
        "the dependency commits at the end of the request, with some versions of FastAPI only behind the task")
    static let expiredAfterCommit = RefusalReason(
        "expired-after-commit", "the commit expires the instance, and an asynchronous session cannot read its key again"
    )
    static let eagerLoading = RefusalReason(
        "eager-loading",
        "what the query loads beside the row would be missing: an asynchronous session cannot load it on access")
    static let instanceDeleted = RefusalReason("instance-deleted", "the instance is deleted before the task is added")
    static let instanceDetached = RefusalReason(
        "instance-detached", "the instance was loaded by a session of its own, which is closed: its key cannot be read")
    static let sessionClosed = RefusalReason("session-closed", "the session is closed before the task is added")
    static let mayBeNone = RefusalReason("may-be-none", "the instance may be None here")
    static let argumentUnclear = RefusalReason(
        "argument-unclear", "an argument may carry an instance that cannot be loaded again")
    static let nameTaken = RefusalReason(
        "name-taken", "a name that the fix has to import means something else in this file")
}
