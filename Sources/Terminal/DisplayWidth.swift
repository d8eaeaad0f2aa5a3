import CTerminal
import Glibc

/// How many columns text takes on a terminal, by the C library's `wcwidth` for UTF-8.
public enum DisplayWidth {
    /// The columns of a text without control characters. A sequence of joined emoji takes as many as its widest scalar.
    public static func columns(of text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return inUTF8 { text.reduce(0) { $0 + columns(of: $1) } }
    }

    /// The longest beginning of a text that takes at most so many columns, and the columns that it takes.
    public static func prefix(of text: String, columns limit: Int) -> (text: Substring, columns: Int) {
        inUTF8 {
            var (used, end) = (0, text.startIndex)
            for index in text.indices {
                let width = columns(of: text[index])
                if used + width > limit { break }
                used += width
                end = text.index(after: index)
            }
            return (text[..<end], used)
        }
    }

    private static func columns(of character: Character) -> Int {
        if let byte = character.asciiValue { return byte >= 0x20 && byte < 0x7F ? 1 : 0 }
        // Characters that the library does not know are unlikely to be narrow or to be shown as nothing.
        return character.unicodeScalars.map { scalar in
            let width = Int(wcwidth(wchar_t(scalar.value)))
            return width < 0 ? 1 : width
        }.max() ?? 0
    }

    /// `wcwidth` answers for the thread's locale, which may be one without Unicode.
    private static func inUTF8<Result>(_ body: () -> Result) -> Result {
        guard let locale = locale.pointer else { return body() }
        let previous = uselocale(locale)
        defer { uselocale(previous) }
        return body()
    }

    /// Made once and never freed; a locale is not changed once it is made.
    private struct Locale: @unchecked Sendable {
        let pointer = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    }

    private static let locale = Locale()
}
