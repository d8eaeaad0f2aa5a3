import Rewriting

/// Why an opened file is left as it is.
enum FileReason: String, RefusalReason {
    case handleReturned = "handle-returned: '{}' is returned, so that the caller closes it"
    case handleYielded = "handle-yielded: '{}' is yielded and used by whoever iterates"
    case handleStored = "handle-stored: '{}' stores the handle, which may be used later"
    case handleGlobal = "handle-global: '{}' is a global that other functions may use"
    case handleCaptured = "handle-captured: a nested function uses '{}' and may run after the block"
    case handlePassed = "handle-passed: '{}' takes the handle and may keep it"
    case standardStream = "standard-stream: the handle takes the place of '{}'"
    case severalOrigins = "several-origins: '{}' holds this file on some paths and something else on others"
    case handleAliased = "handle-aliased: the handle lives on in '{}'"
    case handleRebound = "handle-rebound: '{}' is bound again while the file is open"
    case handleDeleted = "handle-deleted: '{}' is deleted while the file is open"
    case closedConditionally = "closed-conditionally: '{}' is closed on some paths only"
    case closeErrorHandled =
        "close-error-handled: the handler of '{}' would catch an error of closing the file, which reaches the caller now"
    case cellsBetween = "cells-between: a notebook cell ends while '{}' is open"
    case usedAfterClose = "used-after-close: '{}' uses the handle after it was closed"
    case deletedOnClose =
        "deleted-on-close: closing '{}' deletes the temporary file, and nothing shows when that may happen"
    case processWaitedFor = "process-waited-for: closing '{}' would wait for the process that it runs"
    case writerAround = "writer-around-the-file: '{}' is flushed only after the file would be closed"
    case callsFollow = "calls-follow-the-write: '{}' comes after the write and may need the file to be closed"
    case descriptorShared =
        "descriptor-shared: '{}' may use or close the descriptor that the file was made from"
    case descriptorUnowned = "descriptor-unowned: '{}' is a descriptor that the code at hand has not opened"
    case lifetimesCross = "lifetimes-cross: '{}' is opened before this file is closed, and used after it"
    case evaluatedConditionally =
        "evaluated-conditionally: '{}' runs sometimes, or repeatedly, when the statement does"
    case evaluationOrder = "evaluation-order: '{}' comes first and would run after the file is opened"
    case otherOpener = "other-opener: '{}' in the same statement would stay open"
    case replacedInTests =
        "replaced-in-tests: '{}' replaces the opener by something that 'with' cannot enter, or must not close"
    case manyInOneStatement = "many-in-one-statement: the statement opens more than four files"
    case namesTaken = "names-taken: every plain name for '{}' is taken"
    case oneLineBlock = "one-line-block: the statement stands on the line of its block's header"
    case sharedLine = "shared-line: the statement shares a line with others"
    case overSeveralLines = "over-several-lines: the statement spans several lines that cannot be moved as they stand"
    case readByName = "read-by-name: '{}' may read the handle by its name after the block"
    case nameListed = "name-listed: '{}' lists the variables, and would show the name that the fix adds"
    case nestedTooDeep =
        "nested-too-deep: the block would be one of more than 20 inside each other, which Python refuses"
    case classBody = "class-body: in a class body the new name would become an attribute"
    case definitionsBetween = "definitions-between: '{}' is defined while the file is open"
    case unclearFlow = "unclear-flow: the life of '{}' cannot be followed"
}
