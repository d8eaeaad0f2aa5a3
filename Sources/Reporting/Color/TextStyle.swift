/// What a piece of text is. Its colour is one of the sixteen that the terminal's theme defines.
public enum TextStyle: Sendable {
    /// Headers of diffs, and other titles.
    case title
    /// The `@@` line of a diff.
    case hunk
    case added
    case removed
    /// A finding above a diff.
    case comment
    case path
    /// Line and column.
    case position
    case codemod
    case error
    case warning
    case note
    /// What to try.
    case hint
    /// How bad a defect is, in the word of the codemod's document.
    case severity(String)

    /// The parameters of the escape sequence Select Graphic Rendition (ECMA-48).
    var code: String {
        switch self {
        case .title, .path: "1"
        case .hunk, .position, .hint: "36"
        case .added: "32"
        case .removed: "31"
        case .comment: "33"
        case .codemod, .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        case .severity("critical"): "1;31"
        case .severity("high"): "31"
        case .severity("medium"): "33"
        case .severity: "36"
        }
    }
}
