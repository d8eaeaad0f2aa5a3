import Rewriting

/// Why a fallback stays where it is.
enum FallbackReason: String, RefusalReason {
    case fallbackReadsResult =
        "fallback-reads-result: the second call reads the first result: it is the next step, no fallback"
    case failureTestUnclear = "failure-test-unclear: the condition does not clearly ask whether that result failed"
    case logNotLast = "log-not-last: the branch goes on after the announcement"
    case resultUsedBefore = "result-used-before: the first result is used before it is assigned again"
    case elseHandlesOtherCase = "else-handles-other-case: a further branch handles the other case"
    case severalHandlers = "several-handlers: the try statement has more than one handler, an else or a finally"
    case sharedLine = "shared-line: the statements share a line with others"
}
