import Rewriting

/// Why a fallback stays where it is.
enum FallbackReason: String, RefusalReason {
    case fallbackReadsResult =
        "fallback-reads-result: '{}' may read the first result: it is the next step, not a fallback"
    case failureTestUnclear = "failure-test-unclear: '{}' does not clearly ask whether that result failed"
    case logNotLast = "log-not-last: '{}' follows the announcement in its branch"
    case resultUsedBefore = "result-used-before: '{}' stands before the result is assigned again, and may use it"
    case elseHandlesOtherCase = "else-handles-other-case: a further branch handles the other case"
    case severalHandlers = "several-handlers: the try statement has more than one handler, an else or a finally"
    case sharedLine = "shared-line: the statements share a line with others"
}
