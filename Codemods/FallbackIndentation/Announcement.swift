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

    /// True if a log's text mentions a fallback at all.
    static func mentionsFallback(_ call: Syntax) -> Bool {
        let text = words(of: call)
        return (announcements + mentions).contains(where: text.contains)
    }

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

    private static let mentions = ["fallback", "fall back", "fell back", "alternative", "secondary", "backup"]

    /// "Not falling back", "refusing to fall back", "fallback is disabled".
    private static let denials = [
        "not fall", "never fall", "no fallback", "without fallback", "without falling", "refusing to", "refuses to",
        "disabled",
        "instead of falling", "cannot fall", "can't fall", "won't fall", "nothing to fall",
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
