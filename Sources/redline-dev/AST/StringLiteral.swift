/// A string token split into its prefix and the value of its text.
///
/// Values are UTF-8. Characters of `bytes` literals are written as the scalars of the same number; lone surrogates
/// take the three bytes that CPython's `surrogatepass` would write.
struct StringLiteral {
    let isRaw: Bool
    let isBytes: Bool
    /// True for the prefix `u` in lower case, the only one that `ast` keeps.
    let isMarkedUnicode: Bool
    private let text: ArraySlice<UInt8>

    init(_ token: ArraySlice<UInt8>) {
        let prefix = token.prefix { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
        isRaw = prefix.contains { $0 | 0x20 == UInt8(ascii: "r") }
        isBytes = prefix.contains { $0 | 0x20 == UInt8(ascii: "b") }
        isMarkedUnicode = prefix.first == UInt8(ascii: "u")
        let quoted = token.dropFirst(prefix.count)
        let isTripled = quoted.count >= 6 && quoted.prefix(3).allSatisfy { $0 == quoted.first }
        text = isTripled ? quoted.dropFirst(3).dropLast(3) : quoted.dropFirst().dropLast()
    }

    var value: [UInt8] { Self.value(of: text, isRaw: isRaw, isBytes: isBytes) }

    static func value(of text: ArraySlice<UInt8>, isRaw: Bool, isBytes: Bool) -> [UInt8] {
        let isPlain = !text.contains { $0 == UInt8(ascii: "\\") || $0 == 0x0D }
        if isPlain { return Array(text) }
        let lines = withLineFeeds(text)
        if isRaw { return lines }
        var decoder = EscapeDecoder(lines, isBytes: isBytes)
        return decoder.decoded()
    }

    /// CPython reads every line end as a line feed, also within literals.
    static func withLineFeeds(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var previous: UInt8 = 0
        for byte in text {
            if byte == 0x0D {
                result.append(0x0A)
            } else if byte != 0x0A || previous != 0x0D {
                result.append(byte)
            }
            previous = byte
        }
        return result
    }
}
