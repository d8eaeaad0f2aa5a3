import Rewriting

/// Why a fallback stays where it is.
enum FallbackReason: String, RefusalReason {
    case fallbackReadsResult =
        "fallback-reads-result: '{}' may read the first result: it is the next step, not a fallback"
    case failureTestUnclear = "failure-test-unclear: '{}' does not clearly ask whether that result failed"
    case logNotLast = "log-not-last: '{}' follows the announcement in its branch"
    case resultUsedBefore = "result-used-before: '{}' stands before the result is assigned again, and may use it"
    case statementBetween = "statement-between: '{}' stands between the branch and the second call"
    case notAReplacement =
        "not-a-replacement: nothing but the name shows that '{}' replaces the first call; it may be the next step"
    case resultsDiffer = "results-differ: '{}' gives a result of another kind than the first call"
    case assignmentObserved = "assignment-observed: '{}' may be a property that acts on each assignment"
    case neededOnBothWays = "needed-on-both-ways: the code below needs what '{}' sets, also if the first call succeeded"
    case commentSaysAlways = "comment-says-always: a comment before the second call says that it is always wanted"
    case elseHandlesOtherCase = "else-handles-other-case: a further branch handles the other case"
    case severalHandlers = "several-handlers: the try statement has more than one handler, an else or a finally"
    case sharedLine = "shared-line: the statements share a line with others"
}
