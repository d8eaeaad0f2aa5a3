/// Whether to colour output: `--color`.
public enum ColorChoice: String, Sendable, CaseIterable {
    /// On a terminal, unless the environment says otherwise.
    case auto
    case always
    case never

    /// The decision for one stream.
    ///
    /// `auto` follows bixense.com/clicolors and no-color.org: `NO_COLOR` comes before `CLICOLOR_FORCE` (or `FORCE_COLOR`, which
    /// Python's tools know), and that before `CLICOLOR`. An empty variable counts as unset.
    ///
    /// - Parameter environment: the value of a variable; nil if it is unset.
    public func isColored(isTerminal: Bool, environment: (String) -> String?) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            func value(_ name: String) -> String { environment(name) ?? "" }
            if !value("NO_COLOR").isEmpty { return false }
            if ["CLICOLOR_FORCE", "FORCE_COLOR"].contains(where: { !["", "0"].contains(value($0)) }) { return true }
            return isTerminal && value("CLICOLOR") != "0" && !Self.isDumb(terminal: environment("TERM"))
        }
    }

    /// True for a terminal that only prints: without colours, and without a pager.
    ///
    /// - Parameter terminal: the value of `TERM`; nil if it is unset.
    public static func isDumb(terminal: String?) -> Bool { ["", "dumb"].contains(terminal ?? "") }
}
