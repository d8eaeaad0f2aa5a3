/// The text of f-strings and t-strings between their replacement fields.
extension Lexer {
    mutating func beginFString(start: Int, prefix: StringPrefix, quote: UInt8, isTripled: Bool) {
        guard fStrings.count < FStringMode.maximumLevel else {
            return fail("f-strings nested too deeply", at: start, kind: .tooDeep)
        }
        position += isTripled ? 3 : 1
        append(.fStringStart, from: start)
        fStrings.append(
            FStringMode(
                quote: quote, isTripled: isTripled, isRaw: prefix.isRaw, start: start, bracketBase: brackets.count))
        isInFString = true
    }

    /// Reads text up to the next replacement field, the end of a format specification, or the string's end.
    mutating func lexFStringText() {
        guard let mode = fStrings.last else { return }
        let start = position
        while position < count {
            let byte = base[position]
            switch byte {
            case mode.quote where isFStringEnd(mode):
                return endFString(mode, textStart: start)
            case 0x0A where !mode.isTripled, 0x0D where !mode.isTripled:
                return fail("unterminated f-string", at: mode.start)
            case UInt8(ascii: "{"):
                if self.byte(position + 1) == byte, !mode.isInSpecification {
                    position += 2
                } else {
                    return openField(textStart: start)
                }
            case UInt8(ascii: "}"):
                if mode.isInSpecification {
                    appendText(from: start)
                    return closeField()
                }
                guard self.byte(position + 1) == byte else {
                    return fail("a single '}' in an f-string; write '}}' for the character", at: position)
                }
                position += 2
            case UInt8(ascii: "\\"):
                skipFStringEscape(isRaw: mode.isRaw)
                if isStopped { return }
            case 0: return fail("a NUL byte", at: position)
            default: position += 1
            }
        }
        fail("unterminated f-string", at: mode.start)
    }

    private func isFStringEnd(_ mode: FStringMode) -> Bool {
        !mode.isTripled || byte(position + 1) == mode.quote && byte(position + 2) == mode.quote
    }

    private mutating func endFString(_ mode: FStringMode, textStart: Int) {
        guard !mode.isInSpecification else { return fail("expected '}' before the f-string ends", at: position) }
        appendText(from: textStart)
        let start = position
        position += mode.isTripled ? 3 : 1
        append(.fStringEnd, from: start)
        fStrings.removeLast()
        isInFString = !fStrings.isEmpty
    }

    private mutating func appendText(from start: Int) {
        if position > start { append(.fStringMiddle, from: start) }
    }

    private mutating func openField(textStart: Int) {
        appendText(from: textStart)
        let last = fStrings.count - 1
        guard fStrings[last].fieldDepth < FStringMode.maximumFieldDepth else {
            return fail("replacement fields nested too deeply", at: position)
        }
        fStrings[last].openField()
        openBracket(.leftBrace)
    }

    /// At the `}` that ends a replacement field.
    mutating func closeField() {
        fStrings[fStrings.count - 1].closeField()
        let start = position
        position += 1
        brackets.removeLast()
        append(.rightBrace, from: start)
    }

    /// A brace after a backslash still opens or closes a field.
    private mutating func skipFStringEscape(isRaw: Bool) {
        let next = byte(position + 1)
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") {
            position += 1
        } else if isRaw {
            position += next == 0x0D && byte(position + 2) == 0x0A ? 3 : 2
            position = min(position, count)
        } else {
            skipEscape(isBytes: false)
        }
    }
}
