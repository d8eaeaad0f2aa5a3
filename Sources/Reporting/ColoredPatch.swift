import FileSystem

/// A patch for a terminal: coloured, and without anything that the terminal could take for a command.
public enum ColoredPatch {
    public static func text(_ patch: [UInt8], _ palette: Palette) -> String {
        var isInHunk = false
        // Split by bytes: in a String, CR LF is one character.
        return patch.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { bytes in
                let line = TerminalText.escaped(String(decoding: bytes, as: UTF8.self))
                isInHunk = isInHunk ? !line.hasPrefix("diff ") && !line.hasPrefix("# ") : line.hasPrefix("@@")
                return style(of: line, isInHunk: isInHunk).map { palette.paint(line, $0) } ?? line
            }.joined(separator: "\n")
    }

    /// A removed line may begin like a header.
    private static func style(of line: String, isInHunk: Bool) -> TextStyle? {
        switch line.first {
        case "@" where isInHunk: .hunk
        case "+" where isInHunk: .added
        case "-" where isInHunk: .removed
        case "#" where !isInHunk: .comment
        case "+", "-", "d", "i": isInHunk ? nil : .title
        default: nil
        }
    }
}
