import FileSystem

/// Colours a patch for a terminal, and escapes anything that the terminal could take for a command.
public enum ColoredPatch {
    public static func text(_ patch: [UInt8], isPlain: Bool) -> String {
        // Split by bytes: in a String, CR LF is one character.
        let lines = patch.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { TerminalText.escaped(String(decoding: $0, as: UTF8.self)) }
        return (isPlain ? lines : lines.map(colored)).joined(separator: "\n")
    }

    private static func colored(_ line: String) -> String {
        let code: String
        if line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("diff ") || line.hasPrefix("index ") {
            code = "1"
        } else if line.hasPrefix("@@") {
            code = "36"
        } else if line.hasPrefix("+") {
            code = "32"
        } else if line.hasPrefix("-") {
            code = "31"
        } else if line.hasPrefix("# ") {
            code = "33"
        } else {
            return line
        }
        return "\u{1B}[\(code)m\(line)\u{1B}[0m"
    }
}
