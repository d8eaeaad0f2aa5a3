/// String and bytes literals.
extension Lexer {
    /// At the quote after the prefix.
    mutating func lexString(start: Int, prefix: StringPrefix) {
        let quote = base[position]
        let isTripled = byte(position + 1) == quote && byte(position + 2) == quote
        if prefix.isFormatted {
            return beginFString(start: start, prefix: prefix, quote: quote, isTripled: isTripled)
        }
        position += isTripled ? 3 : 1
        isTripled ? lexTripled(quote, start: start, prefix) : lexSingle(quote, start: start, prefix)
    }

    private mutating func lexSingle(_ quote: UInt8, start: Int, _ prefix: StringPrefix) {
        while position < count {
            let byte = base[position]
            if byte == quote {
                position += 1
                return append(.string, from: start)
            }
            switch byte {
            case UInt8(ascii: "\\"):
                skipPair(prefix)
                if isStopped { return }
            case 0x0A, 0x0D: return fail("unterminated string literal", at: start)
            case 0: return fail("a NUL byte", at: position)
            case 0x80... where prefix.isBytes:
                return fail("bytes can only contain ASCII literal characters", at: position)
            default: position += 1
            }
        }
        fail("unterminated string literal", at: start)
    }

    private mutating func lexTripled(_ quote: UInt8, start: Int, _ prefix: StringPrefix) {
        while position < count {
            let end = ByteScan.quote(quote, base, from: position, to: count)
            if prefix.isBytes, let offset = (position..<end).first(where: { base[$0] >= 0x80 }) {
                return fail("bytes can only contain ASCII literal characters", at: offset)
            }
            position = end
            guard position < count else { break }
            if base[position] == quote {
                if byte(position + 1) == quote, byte(position + 2) == quote {
                    position += 3
                    return append(.string, from: start)
                }
                position += 1
            } else if base[position] == 0 {
                return fail("a NUL byte", at: position)
            } else {
                skipPair(prefix)
                if isStopped { return }
            }
        }
        fail("unterminated triple-quoted string literal", at: start)
    }

    /// At a backslash.
    private mutating func skipPair(_ prefix: StringPrefix) {
        if prefix.isRaw { skipRawPair() } else { skipEscape(isBytes: prefix.isBytes) }
    }

    /// In a raw string a backslash keeps the character after it from ending the string.
    private mutating func skipRawPair() {
        position += 1
        guard position < count else { return }
        position += base[position] == 0x0D && byte(position + 1) == 0x0A ? 2 : base[position] == 0 ? 0 : 1
    }

    /// An escape sequence. Python keeps unknown ones (with a warning); truncated `\x`, `\u`, `\U` and `\N` are
    /// errors.
    mutating func skipEscape(isBytes: Bool) {
        let start = position
        position += 1
        guard position < count else { return }
        let letter = base[position]
        guard letter != 0 else { return }
        position += letter == 0x0D && byte(position + 1) == 0x0A ? 2 : 1
        switch letter {
        case UInt8(ascii: "x"): skipHexDigits(2, escapeStart: start)
        case UInt8(ascii: "u") where !isBytes: skipHexDigits(4, escapeStart: start)
        case UInt8(ascii: "U") where !isBytes: skipHexDigits(8, escapeStart: start)
        case UInt8(ascii: "N") where !isBytes: skipCharacterName(escapeStart: start)
        case 0x80... where isBytes: fail("bytes can only contain ASCII literal characters", at: position - 1)
        default: break
        }
    }

    private mutating func skipHexDigits(_ digits: Int, escapeStart: Int) {
        var value: UInt64 = 0
        for _ in 0..<digits {
            let digit = byte(position)
            guard classes[Int(digit)] & CharacterClass.hexDigit != 0 else {
                return fail("truncated escape sequence: \(digits) hexadecimal digits expected", at: escapeStart)
            }
            value = value << 4 | UInt64(digit <= UInt8(ascii: "9") ? digit & 0x0F : (digit & 0x0F) + 9)
            position += 1
        }
        if value > 0x10FFFF { fail("a character above U+10FFFF", at: escapeStart) }
    }

    /// `\N{NAME}`. Whether Unicode has a character of that name is not checked.
    private mutating func skipCharacterName(escapeStart: Int) {
        guard byte(position) == UInt8(ascii: "{") else {
            return fail("expected '{' and a character name after '\\N'", at: escapeStart)
        }
        var end = position + 1
        while end < count, base[end] != UInt8(ascii: "}"), base[end] != 0x0A, base[end] != UInt8(ascii: "\""),
            base[end] != UInt8(ascii: "'")
        {
            end += 1
        }
        guard byte(end) == UInt8(ascii: "}"), end > position + 1 else {
            return fail("expected a character name and '}' after '\\N{'", at: escapeStart)
        }
        position = end + 1
    }
}
