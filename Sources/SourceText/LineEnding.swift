/// The line ending for inserted lines: the one that most of the file's lines have.
public enum LineEnding: String, Sendable {
    case lf = "\n"
    case crlf = "\r\n"
    case cr = "\r"

    /// The most frequent ending; LF in a tie, or if the text has only one line.
    public init(prevailingIn text: SourceText) {
        var lf = 0
        var crlf = 0
        var cr = 0
        var previous: UInt8 = 0
        for byte in text.bytes {
            if byte == 0x0A {
                if previous == 0x0D {
                    crlf += 1
                    cr -= 1
                } else {
                    lf += 1
                }
            } else if byte == 0x0D {
                cr += 1
            }
            previous = byte
        }
        self = lf >= crlf && lf >= cr ? .lf : crlf >= cr ? .crlf : .cr
    }
}
