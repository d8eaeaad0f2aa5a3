import FileSystem
import Rewriting

extension Notice {
    /// For a terminal, on one line: `warning: path:line:column: message`.
    public func line(_ palette: Palette, _ paths: PathDisplay) -> String {
        let style: TextStyle =
            switch severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        let shown = Notice(severity, message, path: path.map(paths.shown), position: position)
        return palette.paint(severity.rawValue + ":", style) + " " + TerminalText.escaped(shown.text)
    }
}
