/// Words by which programs tell that something went well or wrong.
extension NameWords {
    /// `failed`, `has_errors`, `timed_out`; not `no_error`.
    var tellFailure: Bool {
        (contains(anyOf: Self.failure) || hasPair("timed", "out") || hasPair("not", "found")) && !isDenied
    }

    /// True if nothing but success is meant: `ok`, `is_valid`; not `incomplete` or `result`.
    var tellSuccess: Bool {
        contains(anyOf: Self.success) && set.isSubset(of: Self.success.union(Self.auxiliary))
    }

    /// True for the part of an answer without which it is worth nothing: `data`, `search_results`.
    var tellContent: Bool {
        list.last.map(Self.content.contains) == true && !contains(anyOf: Self.trouble) && !isDenied
    }

    /// True for a name of things that are bad if there are any: `errors`, `problems`.
    var tellTrouble: Bool { contains(anyOf: Self.trouble) }

    var tellStatus: Bool { contains(anyOf: ["status", "code"]) }

    var tellExitCode: Bool {
        contains(anyOf: ["code", "errno", "exit", "exitcode", "rc", "ret", "returncode", "status"])
    }

    private var isDenied: Bool { contains(anyOf: Self.denials) && !hasPair("not", "found") }

    private func hasPair(_ first: String, _ second: String) -> Bool {
        zip(list, list.dropFirst()).contains { $0 == first && $1 == second }
    }

    private static let failure: Set<String> = [
        "degraded", "empty", "err", "error", "errored", "errors", "exception", "exceptions", "fail", "failed", "fails",
        "failure", "failures", "invalid", "rejected", "timeout", "unavailable",
    ]
    private static let success: Set<String> = [
        "accepted", "available", "complete", "completed", "done", "finished", "found", "ok", "okay", "pass", "passed",
        "ready", "succeeded", "success", "successful", "valid",
    ]
    private static let auxiliary: Set<String> = ["has", "is", "status", "state", "was"]
    private static let content: Set<String> = [
        "answer", "body", "choices", "content", "contents", "data", "documents", "hits", "items", "output", "payload",
        "records", "response", "result", "results", "rows", "text", "value", "values",
    ]
    private static let trouble: Set<String> = failure.subtracting(["timeout"]).union([
        "conflicts", "differences", "issues", "missing", "problems", "violations", "warnings",
    ])
    private static let denials: Set<String> = [
        "allow", "allowed", "ignore", "ignored", "never", "no", "non", "none", "not", "without",
    ]
}
