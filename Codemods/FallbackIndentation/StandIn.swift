import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Two calls one after the other, and whether the second does the same for the caller as the first. Two steps of one
/// task often share a name too: log in, then fetch the page.
struct StandIn {
    private let first: CallExpression
    private let second: CallExpression
    private let target: Syntax
    private let announcement: Syntax

    init?(_ second: Syntax, for first: Syntax, target: Syntax, announcement: Syntax) {
        guard let one = Self.call(in: first), let other = Self.call(in: second) else { return nil }
        self.first = one
        self.second = other
        self.target = target
        self.announcement = announcement
    }

    private static func call(in assignment: Syntax) -> CallExpression? {
        assignment.child(.value).flatMap {
            CallExpression($0.withoutParentheses.withoutAwait.withoutParentheses)
        }
    }

    var isShown: Bool {
        if isStepThenReading { return false }
        if first.function.hasSameTokens(as: second.function) { return takesOtherSource || repeats }
        if isNamed || hasRole(own.second, beside: own.first) { return true }
        return !isStep && (asksElsewhere || hasFirstRole || sharesObject || asksTheSame)
    }

    // MARK: The functions' names

    /// What distinguishes the two functions: the method alone if both belong to one object.
    private var own: (first: NameWords, second: NameWords) {
        if let one = first.receiver, let other = second.receiver, one.hasSameTokens(as: other) {
            return (NameWords(first.functionName ?? ""), NameWords(second.functionName ?? ""))
        }
        return (Self.words(first.function), Self.words(second.function))
    }

    private static func words(_ function: Syntax) -> NameWords {
        var words: [String] = []
        var node: Syntax? = function
        while let link = node {
            words = NameWords(link.lastName ?? "").list + words
            node = link.child(.object) ?? link.child(.function)
        }
        return NameWords(words.filter { $0 != "self" && $0 != "cls" })
    }

    /// True if the log names the second function: "falling back to the mirror", `ask_mirror`.
    private var isNamed: Bool { Self.names(destination, own.second, beside: own.first) }

    private var destination: NameWords { Announcement.destination(announcement) }

    private static func names(_ text: NameWords, _ words: NameWords, beside others: NameWords) -> Bool {
        words.list.contains { word in
            !general.contains(word) && !others.list.contains { NameWords.areForms($0, word) }
                && text.list.contains {
                    !general.contains($0)
                        && NameWords.areForms($0 == "database" ? "db" : $0, word == "database" ? "db" : word)
                }
        }
    }

    private func hasRole(_ words: NameWords, beside others: NameWords) -> Bool {
        !words.set.intersection(Self.standIns).isSubset(of: others.set)
    }

    private var hasFirstRole: Bool { own.first.contains(anyOf: Self.firstChoices) }

    /// `fast_quote` and `catalogue_quote`.
    private var sharesObject: Bool {
        !own.first.set.intersection(own.second.set).subtracting(Self.general).isEmpty
    }

    /// `by_score(candidates)` and `by_date(candidates)`.
    private var asksTheSame: Bool {
        own.first.list.first == own.second.list.first && !first.arguments.isEmpty
            && first.arguments.count == second.arguments.count
            && zip(first.arguments, second.arguments).allSatisfy { $0.node.hasSameTokens(as: $1.node) }
    }

    /// `index.search(query)` and `database.search(query)`.
    private var asksElsewhere: Bool {
        guard let one = first.receiver, let other = second.receiver, !one.hasSameTokens(as: other),
            first.functionName == second.functionName
        else { return false }
        guard let question = first.arguments.first, let same = second.arguments.first else {
            return first.arguments.isEmpty && second.arguments.isEmpty
        }
        return question.node.hasSameTokens(as: same.node)
    }

    // MARK: One function with other arguments

    /// `fetch(url)` and `fetch(mirror)`, if the log names the mirror.
    private var takesOtherSource: Bool {
        zip(first.arguments, second.arguments).contains { one, other in
            guard one.keyword == other.keyword, one.value.isDottedName, other.value.isDottedName,
                !one.value.hasSameTokens(as: other.value)
            else { return false }
            let (words, others) = (Self.words(other.value), Self.words(one.value))
            return Self.names(destination, words, beside: others) || hasRole(words, beside: others)
                || others.contains(anyOf: Self.firstChoices) || isLogged(other.value)
        }
    }

    private func isLogged(_ value: Syntax) -> Bool {
        announcement.subtree.contains { $0.kind == value.kind && $0.hasSameTokens(as: value) }
    }

    /// `run(["encode", "--hardware", name])` and `run(["encode", name])`.
    private var repeats: Bool {
        let given = Self.leaves(first)
        return Self.leaves(second).allSatisfy { leaf in given.contains { $0.hasSameTokens(as: leaf) } }
    }

    private static func leaves(_ call: CallExpression) -> [Syntax] {
        call.arguments.flatMap { argument in
            [.list, .tuple].contains(argument.value.kind) ? Array(argument.value.children) : [argument.node]
        }
    }

    // MARK: Steps

    /// True for a first call that was wanted for what it does: `login`, `setup_cache`.
    private var isStep: Bool {
        Self.steps.contains(verb(first)) || NameWords(target.lastName ?? "").contains(anyOf: Self.statuses)
    }

    /// Creating, then reading what was created or was there already: both happen always.
    private var isStepThenReading: Bool {
        Self.steps.contains(verb(first)) && Self.readings.contains(verb(second))
            && !hasRole(own.second, beside: own.first)
    }

    private func verb(_ call: CallExpression) -> String { NameWords(call.functionName ?? "").list.first ?? "" }

    // MARK: Words

    private static let general: Set<String> = [
        "a", "an", "and", "async", "at", "back", "by", "call", "check", "client", "data", "do", "execute", "fall",
        "fetch", "find", "for", "from", "get", "in", "it", "its", "load", "log", "make", "of", "on", "one", "process",
        "query",
        "read", "request", "response", "result", "run", "send", "service", "session", "set", "start", "the", "to",
        "value",
        "with",
    ]
    private static let standIns: Set<String> = [
        "alternate", "alternative", "backup", "fallback", "legacy", "mirror", "reserve", "secondary", "slow", "standby",
        "substitute",
    ]
    private static let firstChoices: Set<String> = [
        "cache", "cached", "fast", "optimised", "optimized", "preferred", "primary", "quick",
    ]
    private static let steps: Set<String> = [
        "acquire", "add", "auth", "authenticate", "begin", "clear", "connect", "create", "delete", "enable", "enqueue",
        "init", "initialise", "initialize", "insert", "install", "login", "migrate", "open", "patch", "post", "prepare",
        "push", "put", "register", "remove", "reset", "save", "set", "setup", "start", "stop", "store", "update",
        "upload", "upsert", "write",
    ]
    private static let readings: Set<String> = [
        "by", "fetch", "fetchall", "fetchone", "find", "first", "get", "list", "load", "lookup", "one", "query", "read",
        "search", "select",
    ]
    private static let statuses: Set<String> = [
        "ack", "code", "done", "ok", "okay", "rc", "reply", "ret", "status", "success",
    ]
}
