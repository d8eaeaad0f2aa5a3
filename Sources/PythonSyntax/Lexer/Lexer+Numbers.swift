/// Number literals, with underscores (PEP 515) and CPython's checks of what may follow.
extension Lexer {
    mutating func lexNumber() {
        let start = position
        if base[position] == UInt8(ascii: "0") {
            switch byte(position + 1) | 0x20 {
            case UInt8(ascii: "x"):
                return lexRadix("hexadecimal", start) {
                    $0 & CharacterClass.hexDigit != 0
                } allows: { _ in
                    true
                }
            case UInt8(ascii: "o"):
                return lexRadix("octal", start) {
                    $0 & CharacterClass.digit != 0
                } allows: {
                    $0 < UInt8(ascii: "8")
                }
            case UInt8(ascii: "b"):
                return lexRadix("binary", start) {
                    $0 & CharacterClass.digit != 0
                } allows: {
                    $0 < UInt8(ascii: "2")
                }
            default: break
            }
        }
        if base[position] != UInt8(ascii: ".") {
            guard skipDigits() else { return }
        }
        let integerEnd = position
        var isInteger = true
        if byte(position) == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            if isDigit(position), !skipDigits() { return }
        }
        if byte(position) | 0x20 == UInt8(ascii: "e"), hasExponent() {
            isInteger = false
            position += isDigit(position + 1) ? 1 : 2
            guard skipDigits() else { return }
        }
        if byte(position) | 0x20 == UInt8(ascii: "j") {
            isInteger = false
            position += 1
        }
        if isInteger, hasLeadingZero(start..<integerEnd) {
            let kind: SyntaxError.Kind = isOctalOfPython2(start..<integerEnd) ? .python2 : .invalid
            return fail("leading zeros in a decimal number; octal numbers are written 0o…", at: start, kind: kind)
        }
        endNumber(start)
    }

    private func isDigit(_ offset: Int) -> Bool {
        classes[Int(byte(offset))] & CharacterClass.digit != 0
    }

    private func hasExponent() -> Bool {
        let next = byte(position + 1)
        return isDigit(position + 1)
            || (next == UInt8(ascii: "+") || next == UInt8(ascii: "-")) && isDigit(position + 2)
    }

    /// Digits with single underscores between them.
    private mutating func skipDigits() -> Bool {
        while true {
            while isDigit(position) { position += 1 }
            guard byte(position) == UInt8(ascii: "_") else { return true }
            guard isDigit(position + 1) else {
                fail("a digit is expected after '_' in a number", at: position)
                return false
            }
            position += 1
        }
    }

    private mutating func lexRadix(
        _ name: String, _ start: Int, isDigit: (UInt8) -> Bool, allows: (UInt8) -> Bool
    ) {
        position += 2
        var hasDigits = false
        while true {
            if byte(position) == UInt8(ascii: "_") { position += 1 }
            guard isDigit(classes[Int(byte(position))]) else {
                return fail("invalid \(name) number", at: start)
            }
            while isDigit(classes[Int(byte(position))]) {
                guard allows(byte(position)) else { return fail("invalid digit in a \(name) number", at: position) }
                hasDigits = true
                position += 1
            }
            if byte(position) != UInt8(ascii: "_") { break }
        }
        if hasDigits { endNumber(start) }
    }

    private func hasLeadingZero(_ range: Range<Int>) -> Bool {
        base[range.lowerBound] == UInt8(ascii: "0")
            && range.contains { base[$0] != UInt8(ascii: "0") && base[$0] != UInt8(ascii: "_") }
    }

    private func isOctalOfPython2(_ range: Range<Int>) -> Bool {
        range.allSatisfy { base[$0] < UInt8(ascii: "8") }
    }

    /// A number may be followed directly by some keywords (`1if x else y`), but by no other name.
    private mutating func endNumber(_ start: Int) {
        let next = byte(position)
        if classes[Int(next)] & CharacterClass.nameContinue != 0 {
            if next | 0x20 == UInt8(ascii: "l") {
                return fail("a long integer of Python 2", at: start, kind: .python2)
            }
            let allowed = ["and", "else", "for", "if", "in", "is", "not", "or"]
            guard allowed.contains(where: { isWord($0, at: position) }) else {
                return fail("a name directly follows a number", at: position)
            }
        }
        append(.number, from: start)
    }

    private func isWord(_ word: String, at offset: Int) -> Bool {
        var cursor = offset
        for byte in word.utf8 {
            guard self.byte(cursor) == byte else { return false }
            cursor += 1
        }
        return true
    }
}
