import PythonSyntax
import SourceText

/// A comment, as far as an edit of the code beside it has to understand it.
struct Remark {
    /// With the number sign.
    let text: String

    /// True if it speaks of closing something, or of doing that without a `with` statement.
    var isAboutClosing: Bool { (!Self.closing.isDisjoint(with: words) || isAboutBlocks) && !isReminder }

    /// True if it speaks of `with` statements or what stands for them.
    var isAboutBlocks: Bool {
        let words = self.words
        return zip(words, words.dropFirst()).contains { Self.pairs.contains("\($0) \($1)") }
            || Self.quoted.contains { text.lowercased().contains($0) }
    }

    /// True if it is about closing and nothing else that the code after it could be meant to do.
    var isAboutClosingAlone: Bool {
        isAboutClosing && Set(words).isDisjoint(with: ["and", "then", "also"])
            && text.count { $0 == "#" } == 1 && !text.contains(",")
    }

    /// True if it tells a tool something of the line that it stands on.
    var isDirective: Bool {
        let content = text.drop { $0 == "#" || $0 == " " }.lowercased()
        return Self.directives.contains(where: content.hasPrefix)
    }

    /// True if it tells linters to overlook what is opened and how, and nothing else: `# nosec B310`, `# noqa: S310, PTH123`.
    var isAboutOpening: Bool {
        let codes = /(?:S|DUO|PTH|FURB|UP|PLW|ASYNC)\d+/
        let parts = text.split(separator: "#").map { $0.drop { $0 == " " } }
        return !parts.isEmpty
            && parts.allSatisfy { part in
                if part.hasPrefix("nosec") { return true }
                guard let colon = part.firstIndex(of: ":"), part[..<colon].lowercased() == "noqa" else { return false }
                let names = part[colon...].dropFirst().split { $0 == "," || $0 == " " }
                return !names.isEmpty && names.allSatisfy { $0.wholeMatch(of: codes) != nil }
            }
    }

    /// True if it names something to be done.
    private var isReminder: Bool { !Set(words).isDisjoint(with: ["fixme", "hack", "todo", "xxx"]) }

    /// True if it tells Redline what to leave alone.
    var isForRedline: Bool { text.contains("redline:") }

    private var words: [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    }

    private static let closing: Set<String> = [
        "__enter__", "__exit__", "close", "closed", "closes", "closing",
    ]
    private static let pairs: Set<String> = [
        "context manager", "context managers", "try finally", "with block", "with statement", "with statements",
    ]
    private static let quoted = ["'with'", "`with`", "\"with\""]
    private static let directives = ["noqa", "type:", "pylint:", "pragma:", "nosec", "mypy:", "pyright:"]
}

extension Remark {
    /// The comment if linters are no longer told to overlook a rule. Nil if they are not told so; empty if nothing is left of it.
    func without(_ rules: Set<String>) -> String? {
        // One comment may hold several, each with its number sign.
        let parts = text.split(separator: "#").map { "#" + $0 }
        let kept = parts.map { Self.part($0, without: rules) }
        guard kept.contains(where: { $0 != nil }) else { return nil }
        let rest = zip(parts, kept).map { $1 ?? $0 }.joined()
        return String(rest.reversed().drop { $0 == " " }.reversed())
    }

    private static func part(_ text: String, without rules: Set<String>) -> String? {
        // `# noqa: SIM115,PTH123 - an old API`: codes, then what explains them.
        let directive =
            /(#\s*(?:pylint:\s*disable(?:-next)?\s*=|noqa\s*:)\s*)([\w\-]*\w(?:(?:\s*,\s*|\s+)[\w\-]*\w)*?)(\s*|\s+(?:-|–|—|\().*)/
        guard let match = text.wholeMatch(of: directive) else { return nil }
        let names = match.2.split { $0 == "," || $0 == " " }
        let kept = names.filter { !rules.contains(String($0)) }
        guard kept.count < names.count else { return nil }
        return kept.isEmpty ? "" : match.1 + kept.joined(separator: match.2.contains(", ") ? ", " : ",") + match.3
    }
}
