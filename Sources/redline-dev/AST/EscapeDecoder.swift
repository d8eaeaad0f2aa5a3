/// Decodes backslash escapes as CPython does.
struct EscapeDecoder {
    private let text: [UInt8]
    private let isBytes: Bool
    private var index = 0
    private var result: [UInt8] = []

    init(_ text: [UInt8], isBytes: Bool) {
        self.text = text
        self.isBytes = isBytes
    }

    mutating func decoded() -> [UInt8] {
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\\"), index < text.count { decodeEscape() } else { result.append(byte) }
        }
        return result
    }

    /// The position is at the letter after the backslash.
    private mutating func decodeEscape() {
        let letter = text[index]
        index += 1
        if let simple = Self.simple[letter] { return result.append(simple) }
        switch letter {
        case 0x0A: break
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            index -= 1
            append(number(radix: 8, digits: 3))
        case UInt8(ascii: "x"): append(number(radix: 16, digits: 2))
        case UInt8(ascii: "u") where !isBytes: append(number(radix: 16, digits: 4))
        case UInt8(ascii: "U") where !isBytes: append(number(radix: 16, digits: 8))
        case UInt8(ascii: "N") where !isBytes: appendNamed()
        default: result += [UInt8(ascii: "\\"), letter]
        }
    }

    private mutating func number(radix: UInt32, digits: Int) -> UInt32 {
        var value: UInt32 = 0
        var left = digits
        while left > 0, index < text.count, let digit = Character(Unicode.Scalar(text[index])).hexDigitValue,
            digit < radix
        {
            value = value &* radix &+ UInt32(digit)
            index += 1
            left -= 1
        }
        return value
    }

    /// `{NAME}`.
    private mutating func appendNamed() {
        let name = text[index...].dropFirst().prefix { $0 != UInt8(ascii: "}") }
        index = min(name.endIndex + 1, text.count)
        let key = String(decoding: name, as: UTF8.self).uppercased()
        if let scalar = CharacterNames.table[key] { append(scalar.value) } else { result += "\\N{\(key)}".utf8 }
    }

    private mutating func append(_ value: UInt32) {
        if isBytes { return appendUTF8(value & 0xFF) }
        appendUTF8(value)
    }

    /// Encoded by hand: Swift's own UTF-8 has no lone surrogates.
    private mutating func appendUTF8(_ value: UInt32) {
        switch value {
        case 0..<0x80: result.append(UInt8(value))
        case 0x80..<0x800: result += [UInt8(0xC0 | value >> 6), UInt8(0x80 | value & 0x3F)]
        case 0x800..<0x10000:
            result += [UInt8(0xE0 | value >> 12), UInt8(0x80 | value >> 6 & 0x3F), UInt8(0x80 | value & 0x3F)]
        default:
            result += [
                UInt8(0xF0 | value >> 18), UInt8(0x80 | value >> 12 & 0x3F), UInt8(0x80 | value >> 6 & 0x3F),
                UInt8(0x80 | value & 0x3F),
            ]
        }
    }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "'"): UInt8(ascii: "'"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        UInt8(ascii: "v"): 0x0B,
    ]
}
