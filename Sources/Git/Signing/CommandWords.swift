import FileSystem

/// Splits a configured command line into words as git does: quotes and backslashes count, nothing else is special.
enum CommandWords {
    /// Nil if a quote is not closed or the line ends with a backslash.
    static func split(_ line: [UInt8]) -> [[UInt8]]? {
        var words: [[UInt8]] = [[]]
        var quote: UInt8?
        var rest = line[...]
        while let byte = rest.popFirst() {
            if quote == nil, isSpace(byte) {
                rest = rest.drop(while: isSpace)
                words.append([])
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == quote {
                quote = nil
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                guard let escaped = rest.popFirst() else { return nil }
                words[words.count - 1].append(escaped)
            } else {
                words[words.count - 1].append(byte)
            }
        }
        return quote == nil ? words : nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { " \t\n\r".utf8.contains(byte) }
}
