import Rewriting

/// Why an opened file is left as it is.
extension RefusalReason {
    static let handleReturned = RefusalReason("handle-returned", "the handle is returned, so that the caller closes it")
    static let handleYielded = RefusalReason("handle-yielded", "the handle is yielded and used by whoever iterates")
    static let handleStored = RefusalReason("handle-stored", "the handle is stored and may be used later")
    static let handleGlobal = RefusalReason("handle-global", "the handle is a global that other functions may use")
    static let handleCaptured = RefusalReason(
        "handle-captured", "a nested function uses the handle and may run after the block")
    static let handlePassed = RefusalReason("handle-passed", "the handle is given to a call that may keep it")
    static let standardStream = RefusalReason("standard-stream", "the handle takes the place of a standard stream")
    static let severalOrigins = RefusalReason(
        "several-origins", "the name holds this file on some paths and something else on others")
    static let handleAliased = RefusalReason("handle-aliased", "the handle lives on under another name")
    static let handleRebound = RefusalReason("handle-rebound", "the name is bound again while the file is open")
    static let handleDeleted = RefusalReason("handle-deleted", "the name is deleted while the file is open")
    static let closedConditionally = RefusalReason("closed-conditionally", "the file is closed on some paths only")
    static let usedAfterClose = RefusalReason("used-after-close", "the handle is used after it was closed")
    static let deletedOnClose = RefusalReason(
        "deleted-on-close", "closing the temporary file deletes it, and nothing shows when that may happen")
    static let writerAround = RefusalReason(
        "writer-around-the-file", "a writer around the file is flushed only after the file would be closed")
    static let callsFollow = RefusalReason(
        "calls-follow-the-write", "calls that come after the write in the statement may need the file to be closed")
    static let descriptorShared = RefusalReason(
        "descriptor-shared", "the descriptor it was made from is used afterwards, perhaps to close it")
    static let lifetimesCross = RefusalReason(
        "lifetimes-cross", "another file is opened before this one is closed and used after it")
    static let evaluatedConditionally = RefusalReason(
        "evaluated-conditionally", "the file is opened in a part of the statement that runs sometimes or repeatedly")
    static let evaluationOrder = RefusalReason(
        "evaluation-order", "calls that come before it in the statement would run after the file is opened")
    static let oneLineBlock = RefusalReason("one-line-block", "the statement stands on the line of its block's header")
    static let classBody = RefusalReason("class-body", "in a class body the new name would become an attribute")
    static let definitionsBetween = RefusalReason(
        "definitions-between", "functions or classes are defined while the file is open")
    static let unclearFlow = RefusalReason("unclear-flow", "the handle's life cannot be followed")
}
