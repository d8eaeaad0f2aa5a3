/// Chooses the program that shows long output on a terminal, as git does.
public enum Pager {
    /// The shell command: `REDLINE_PAGER`, `PAGER`, or less. Nil if one of them is empty or `cat`, and on terminals without
    /// control characters.
    public static func command(environment: (String) -> String?) -> String? {
        if ColorChoice.isDumb(terminal: environment("TERM")) { return nil }
        let command = environment("REDLINE_PAGER") ?? environment("PAGER") ?? "less -FRX"
        return ["", "cat"].contains(command) ? nil : command
    }

    /// What the pagers need to show colours, and to end at once if everything fits on the screen; for variables that are unset.
    public static let defaults = [("LESS", "FRX"), ("LV", "-c")]
}
