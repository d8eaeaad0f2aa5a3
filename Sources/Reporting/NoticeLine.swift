import FileSystem
import Rewriting

extension Notice {
    /// For a terminal, on one line: `warning: path:line:column: message`.
    public func line(_ palette: Palette) -> String {
        let style: TextStyle =
            switch severity {
            case .error: .error
            case .warning: .warning
            case .note: .note
            }
        return palette.paint(severity.rawValue + ":", style) + " " + TerminalText.escaped(text)
    }
}
