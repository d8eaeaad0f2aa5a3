/// Splits the text of an f-string between its fields after each `{{` and `}}`, as CPython's tokenizer does, and makes
/// these braces single. The braces of `\N{…}` stay.
struct DoubledBraces {
    /// The text of each part, and its range in the source.
    private(set) var parts: [(text: [UInt8], range: Range<Int>)] = []
    private let text: ArraySlice<UInt8>
    private let isRaw: Bool
    private var index: Int
    private var part: [UInt8] = []
    private var partStart: Int

    init(_ text: ArraySlice<UInt8>, isRaw: Bool) {
        self.text = text
        self.isRaw = isRaw
        index = text.startIndex
        partStart = text.startIndex
        while let byte = take() {
            if byte == UInt8(ascii: "\\"), !isRaw {
                takeEscape()
            } else if isBrace(byte), next == byte {
                index += 1
                endPart()
            }
        }
        endPart()
    }

    private var next: UInt8? { index < text.endIndex ? text[index] : nil }

    private mutating func take() -> UInt8? {
        guard let byte = next else { return nil }
        part.append(byte)
        index += 1
        return byte
    }

    /// After a backslash a brace still counts, but a character's name is skipped whole.
    private mutating func takeEscape() {
        guard let letter = next, !isBrace(letter) else { return }
        _ = take()
        guard letter == UInt8(ascii: "N"), next == UInt8(ascii: "{") else { return }
        while let byte = take(), byte != UInt8(ascii: "}") {}
    }

    private mutating func endPart() {
        if index > partStart { parts.append((part, partStart..<index)) }
        part = []
        partStart = index
    }

    private func isBrace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") }
}
