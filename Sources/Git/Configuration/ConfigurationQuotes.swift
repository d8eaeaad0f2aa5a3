import FileSystem

/// Quotes in a configuration file that are not closed in their line: git reads no such file, libgit2 1.5 takes them for closed.
enum ConfigurationQuotes {
    /// Throws if the file has one. A file that cannot be read is not looked at.
    static func check(_ file: Path) throws(GitError) {
        guard let bytes = try? FileContents.bytes(at: file, followingLinks: true, limit: 1 << 24) else { return }
        guard let line = unclosed(in: bytes) else { return }
        throw ConfigurationFiles.unreadable(
            GitError(.badConfiguration, "cannot read git's configuration: a quote is not closed in \(file):\(line)"))
    }

    /// The number of the first line with an unclosed quote.
    static func unclosed(in bytes: [UInt8]) -> Int? {
        var line = 1
        var (isQuoted, isComment, isEscaped) = (false, false, false)
        for byte in bytes {
            if byte == 0x0A {
                // A backslash at the end continues the value, and its quotes.
                if isQuoted, !isEscaped { return line }
                line += 1
                (isComment, isEscaped) = (false, false)
            } else if isEscaped {
                isEscaped = byte == 0x0D
            } else if isComment {
                continue
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
                isComment = true
            }
        }
        return isQuoted ? line : nil
    }
}
