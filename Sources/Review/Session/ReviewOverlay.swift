import Terminal

/// What is shown in place of the screen, or asks a question in its last lines.
public enum ReviewOverlay: Sendable, Hashable {
    case text(TextPage)
    case prompt(ReviewPrompt)
    case confirm(ReviewQuestion)
}

/// A text to read: keys, a codemod's document, a patch.
public struct TextPage: Sendable, Hashable {
    public let title: String
    public let lines: [StyledLine]
    /// The first line on the screen.
    public internal(set) var top = 0
}

/// A line that somebody types.
public struct ReviewPrompt: Sendable, Hashable {
    public enum Purpose: Sendable, Hashable {
        case reason(Verdict)
        case find
        case number
        case branch
    }

    public let purpose: Purpose
    public internal(set) var text = ""

    public var label: String {
        switch purpose {
        case .reason(.reject): "Reject, because (may be empty): "
        case .reason: "Ignore, because (may be empty): "
        case .find: "Find: "
        case .number: "Go to number: "
        case .branch: "Branch: "
        }
    }
}

/// A step that concerns several fixes: shown with their number first.
public struct ReviewQuestion: Sendable, Hashable {
    public let verdict: Verdict
    /// Of fixes in the list.
    public let numbers: [Int]
    public let text: String
}
