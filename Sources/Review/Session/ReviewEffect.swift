import FileSystem

/// What a key press asks the world around the session for.
public enum ReviewEffect: Sendable, Hashable {
    /// Keep these changes at once.
    case save([DecisionChange])
    /// Work out what a commit of the accepted fixes would be.
    case plan(branch: String)
    case commit(branch: String)
    /// Show a place in the editor, then look at the project again.
    case open(Path, line: Int)
    /// Let somebody change the lines that a fix makes.
    case edit(number: Int, text: [UInt8])
    case suspend
    case quit
}
