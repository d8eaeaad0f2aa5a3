import Rewriting

/// Why an opened file is left as it is.
enum FileReason: String, RefusalReason {
    case handleReturned = "handle-returned: the handle is returned, so that the caller closes it"
    case handleYielded = "handle-yielded: the handle is yielded and used by whoever iterates"
    case handleStored = "handle-stored: the handle is stored and may be used later"
    case handleGlobal = "handle-global: the handle is a global that other functions may use"
    case handleCaptured = "handle-captured: a nested function uses the handle and may run after the block"
    case handlePassed = "handle-passed: the handle is given to a call that may keep it"
    case standardStream = "standard-stream: the handle takes the place of a standard stream"
    case severalOrigins = "several-origins: the name holds this file on some paths and something else on others"
    case handleAliased = "handle-aliased: the handle lives on under another name"
    case handleRebound = "handle-rebound: the name is bound again while the file is open"
    case handleDeleted = "handle-deleted: the name is deleted while the file is open"
    case closedConditionally = "closed-conditionally: the file is closed on some paths only"
    case usedAfterClose = "used-after-close: the handle is used after it was closed"
    case deletedOnClose =
        "deleted-on-close: closing the temporary file deletes it, and nothing shows when that may happen"
    case writerAround =
        "writer-around-the-file: a writer around the file is flushed only after the file would be closed"
    case callsFollow =
        "calls-follow-the-write: calls that come after the write in the statement may need the file to be closed"
    case descriptorShared = "descriptor-shared: the descriptor it was made from is used afterwards, perhaps to close it"
    case lifetimesCross = "lifetimes-cross: another file is opened before this one is closed and used after it"
    case evaluatedConditionally =
        "evaluated-conditionally: the file is opened in a part of the statement that runs sometimes or repeatedly"
    case evaluationOrder =
        "evaluation-order: calls that come before it in the statement would run after the file is opened"
    case manyInOneStatement = "many-in-one-statement: the statement opens more than eight files"
    case oneLineBlock = "one-line-block: the statement stands on the line of its block's header"
    case sharedLine = "shared-line: the statement shares a line with others"
    case overSeveralLines = "over-several-lines: the statement spans several lines that cannot be moved as they stand"
    case readByName = "read-by-name: {} may read the handle by its name after the block"
    case nestedTooDeep =
        "nested-too-deep: the block would be one of more than 20 inside each other, which Python refuses"
    case classBody = "class-body: in a class body the new name would become an attribute"
    case definitionsBetween = "definitions-between: functions or classes are defined while the file is open"
    case unclearFlow = "unclear-flow: the handle's life cannot be followed"
}
