import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Recognises log calls that announce a fallback.
enum Announcement {
    /// True if a log's text announces that something else will be tried.
    static func announcesFallback(_ call: Syntax) -> Bool {
        let text = words(of: call)
        return announcements.contains(where: text.contains) && !denials.contains(where: text.contains)
    }

    /// True if a log after the fallback speaks of it alone: "fallback gave %d rows", or "backup provider answered" after
    /// an announcement of the backup provider. "(primary or fallback)" and "Backup written" are for both ways.
    static func speaksOfFallback(_ call: Syntax, after announcement: Syntax) -> Bool {
        var said = NameWords(words(of: call)).list[...]
        if let article = said.first, ["a", "the"].contains(article) { said.removeFirst() }
        guard let first = said.first, Set(said).isDisjoint(with: ["or", "either", "primary"]) else { return false }
        if first == "fallback" || said.starts(with: ["fell", "back"]) { return true }
        let announced = NameWords(words(of: announcement)).list
        return mentions.contains(first)
            && zip(announced, announced.dropFirst()).contains { said.starts(with: [$0, $1]) }
    }

    /// The words that say what will be tried: "the", "mirror" in "origin is down, falling back to the mirror".
    static func destination(_ call: Syntax) -> NameWords {
        let text = words(of: call)
        let found = leads.compactMap { lead in text.firstRange(of: lead) }.min { $0.lowerBound < $1.lowerBound }
        let rest = found.map { text[$0.upperBound...] } ?? text[...]
        return NameWords(String(rest.prefix { ![".", ";", "(", ":"].contains($0) }))
    }

    private static let leads = [
        "falling back", "fall back", "falls back", "fallback to", "switching to", "reverting to", "resorting to",
        "retrying with", "failing over", "trying", "using",
    ]

    /// Present participles and intentions: the past tense ("fell back") announces nothing.
    private static let announcements = [
        "falling back", "fall back to", "falls back to", "fallback to", "using fallback", "trying fallback",
        "try fallback",
        "attempting fallback", "running fallback", "switching to", "trying alternative", "trying the alternative",
        "trying alternate", "retrying with", "using alternative", "resorting to", "reverting to", "failing over",
        "using backup", "trying backup", "trying secondary", "fallback:", "- fallback", "with fallback",
        "will use fallback",
        "as fallback", "as a fallback", "using the fallback", "trying the fallback",
    ]

    /// Every announcement contains one of these in a literal; literals of several lines announce nothing, see
    /// `words`.
    static let needles = [
        "fallback", "Fallback", "FALLBACK", "FallBack", "falling", "Falling", "FALLING",
        "fall back", "Fall back", "FALL BACK", "fall_back", "FALL_BACK", "Fall Back",
        "falls back", "Falls back", "falls_back", "FALLS BACK",
        "witching to", "witching_to", "WITCHING TO", "lternat", "LTERNAT", "etrying with", "etrying_with",
        "ETRYING WITH",
        "esorting to", "esorting_to", "ESORTING TO", "everting to", "everting_to", "EVERTING TO",
        "ailing over", "ailing_over", "AILING OVER", "backup", "Backup", "BACKUP", "econdary", "ECONDARY",
    ].map(Needle.literal)

    private static let search = NeedleSearch(needles)

    /// False if a call's source contains no word of any announcement.
    static func mayAnnounce(_ call: Syntax) -> Bool {
        search.containsAny(call.tree.source.bytes, in: call.range)
    }

    private static let mentions: Set<String> = ["alternative", "secondary", "backup"]

    /// "Not falling back", "refusing to fall back", "fallback is disabled".
    private static let denials = [
        "not fall", "never fall", "no fallback", "without fallback", "without falling", "refusing to", "refuses to",
        "disabled",
        "instead of falling", "cannot fall", "can't fall", "won't fall", "nothing to fall", "skipping fall",
        "skip fall", "skipping the fall", "avoid fall", "avoiding fall", "avoid switching", "not switching",
        "not using", "not trying", "no need to fall", "instead of fall", "n't fall", "n't using", "n't trying",
    ]

    /// The text of the call's string arguments in lower case; empty if one of them spans lines. Adjacent literals are
    /// one text, and event names such as `falling_back_to_rules` count as words too.
    private static func words(of call: Syntax) -> String {
        guard let arguments = call.child(.arguments) else { return "" }
        let strings = arguments.subtree.compactMap(StringLiteral.init)
        if strings.contains(where: \.spansLines) { return "" }
        return strings.map(\.writtenText).joined(separator: " ").lowercased()
            .replacing("_", with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
