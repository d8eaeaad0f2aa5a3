/// A key press.
public enum Key: Hashable, Sendable {
    case character(Character)
    case enter, escape, backspace, tab
    case up, down, left, right
    case pageUp, pageDown, home, end
    /// With a letter: `control("c")`.
    case control(Character)
}

/// Reads key presses out of the bytes that a terminal sends. A sequence or a character that is not complete yet waits for the rest.
public struct KeyReader: Sendable {
    private var waiting: [UInt8] = []

    public init() {}

    /// True if bytes wait for more: perhaps somebody pressed Escape and nothing follows.
    public var isWaiting: Bool { !waiting.isEmpty }

    /// The key presses that are complete.
    public mutating func keys(in bytes: some Sequence<UInt8>) -> [Key] {
        waiting += bytes
        var keys: [Key] = []
        while let (key, count) = next() {
            waiting.removeFirst(count)
            if let key { keys.append(key) }
        }
        return keys
    }

    /// Takes what waits as it is, after a pause.
    public mutating func flush() -> [Key] {
        let isEscape = waiting == [0x1B]
        waiting = []
        return isEscape ? [.escape] : []
    }

    /// The first key and its number of bytes; no key for a sequence that means nothing here. Nil until more bytes are there.
    private func next() -> (Key?, Int)? {
        guard let first = waiting.first else { return nil }
        switch first {
        case 0x1B: return sequence()
        case 0x0D, 0x0A: return (.enter, 1)
        case 0x7F, 0x08: return (.backspace, 1)
        case 0x09: return (.tab, 1)
        case 0x00..<0x20: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
        case 0x20..<0x80: return (.character(Character(Unicode.Scalar(first))), 1)
        default: return character(first)
        }
    }

    private func character(_ first: UInt8) -> (Key?, Int)? {
        let length =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard waiting.count >= length else { return nil }
        // Bytes that are not UTF-8 are no key.
        guard let text = String(validating: waiting[..<length], as: UTF8.self), let character = text.first else {
            return (nil, 1)
        }
        return (.character(character), length)
    }

    /// `ESC [ … letter`, `ESC [ number ~`, `ESC O letter`.
    private func sequence() -> (Key?, Int)? {
        guard waiting.count > 1 else { return nil }
        guard waiting[1] == UInt8(ascii: "[") || waiting[1] == UInt8(ascii: "O") else { return (.escape, 1) }
        guard let end = waiting[2...].firstIndex(where: { (0x40...0x7E).contains($0) }) else {
            // Longer than any sequence that a terminal sends.
            return waiting.count > 32 ? (nil, waiting.count) : nil
        }
        let number = waiting[2..<end].prefix { $0 != UInt8(ascii: ";") }
        return (Self.key(number, waiting[end]), end + 1)
    }

    private static func key(_ number: ArraySlice<UInt8>, _ letter: UInt8) -> Key? {
        switch Character(Unicode.Scalar(letter)) {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "H": .home
        case "F": .end
        case "M": .enter
        case "~":
            switch String(decoding: number, as: UTF8.self) {
            case "1", "7": .home
            case "4", "8": .end
            case "5": .pageUp
            case "6": .pageDown
            default: nil
            }
        default: nil
        }
    }
}
