import PythonSemantics
import PythonSyntax

/// Recognises log calls, and log calls that say a fallback is about to happen.
enum Announcement {
    /// The log call that a statement consists of.
    static func logCall(_ statement: Syntax) -> Syntax? {
        guard statement.kind == .expressionStatement, var value = statement.child(.value) else { return nil }
        if value.kind == .await, let inner = value.child(.value) { value = inner }
        guard value.kind == .call, let callee = value.child(.function) else { return nil }
        return isLogFunction(callee) ? value : nil
    }

    private static let levels: Set<String> = [
        "debug", "info", "warning", "warn", "error", "exception", "critical", "log", "notice", "trace", "fatal",
        "adebug",
        "ainfo", "awarning", "aerror", "msg", "success",
    ]

    private static func isLogFunction(_ callee: Syntax) -> Bool {
        let name = callee.tree.text(ofToken: callee.lastToken)
        guard callee.kind == .attribute, let object = callee.child(.object) else {
            return ["print", "warn", "log"].contains(name)
        }
        if object.text == "warnings" { return name == "warn" }
        if object.text == "click" || object.text == "console" { return ["echo", "secho", "print"].contains(name) }
        guard levels.contains(name) else { return false }
        let receiver = object.text.lowercased()
        return receiver.contains("log") || receiver.hasSuffix("console") || receiver == "_l"
    }

    /// True where a log's text says that something else is about to be tried.
    static func announcesFallback(_ call: Syntax) -> Bool {
        mentions(call, announcements)
    }

    /// True where a log's text is about a fallback at all.
    static func mentionsFallback(_ call: Syntax) -> Bool {
        mentions(call, announcements + ["fallback", "fall back", "fell back", "alternative", "secondary", "backup"])
    }

    /// Present participles and intentions: what was done already ("fell back") announces nothing.
    private static let announcements = [
        "falling back", "fall back to", "falls back to", "fallback to", "using fallback", "trying fallback",
        "try fallback",
        "attempting fallback", "running fallback", "switching to", "trying alternative", "trying the alternative",
        "trying alternate", "retrying with", "using alternative", "resorting to", "reverting to", "failing over",
        "using backup", "trying backup", "trying secondary", "fallback:", "- fallback", "with fallback",
        "will use fallback",
    ]

    private static func mentions(_ call: Syntax, _ phrases: [String]) -> Bool {
        guard let arguments = call.child(.arguments) else { return false }
        let text = arguments.tokenRange.filter {
            let kind = arguments.tree.tokens[$0].kind
            return kind == .string || kind == .fStringMiddle
        }.map { arguments.tree.text(ofToken: $0).lowercased() }.joined(separator: " ")
        return phrases.contains { text.contains($0) }
    }
}
