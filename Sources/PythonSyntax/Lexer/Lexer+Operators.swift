/// Operators, delimiters and brackets.
extension Lexer {
    /// CPython's MAXLEVEL.
    static let maximumBracketDepth = 200

    mutating func lexOperator() {
        let first = base[position]
        switch first {
        case UInt8(ascii: "("): openBracket(.leftParenthesis)
        case UInt8(ascii: "["): openBracket(.leftBracket)
        case UInt8(ascii: "{"): openBracket(.leftBrace)
        case UInt8(ascii: ")"): closeBracket(.rightParenthesis, opened: UInt8(ascii: "("))
        case UInt8(ascii: "]"): closeBracket(.rightBracket, opened: UInt8(ascii: "["))
        case UInt8(ascii: "}"): closeBracket(.rightBrace, opened: UInt8(ascii: "{"))
        case UInt8(ascii: ":"): lexColon()
        case UInt8(ascii: "!"): lexExclamation()
        case UInt8(ascii: "$") where allowsMetavariables: lexMetavariable()
        default: lexPlainOperator(first)
        }
    }

    mutating func openBracket(_ kind: TokenKind) {
        guard brackets.count < Self.maximumBracketDepth else {
            return fail("too many nested brackets", at: position, kind: .tooDeep)
        }
        brackets.append(OpenBracket(byte: base[position], offset: position))
        take(kind, 1)
    }

    private mutating func closeBracket(_ kind: TokenKind, opened: UInt8) {
        guard let last = brackets.last else {
            return fail("unmatched '\(Character(Unicode.Scalar(base[position])))'", at: position)
        }
        let isField = fStrings.last?.isAtFieldLevel(bracketDepth: brackets.count) ?? false
        guard last.byte == opened else {
            let open = Character(Unicode.Scalar(last.byte))
            let close = Character(Unicode.Scalar(base[position]))
            return fail("closing '\(close)' does not match opening '\(open)'", at: position)
        }
        if isField { return closeField() }
        brackets.removeLast()
        take(kind, 1)
    }

    private mutating func lexColon() {
        if let mode = fStrings.last, mode.isAtFieldLevel(bracketDepth: brackets.count) {
            fStrings[fStrings.count - 1].beginSpecification()
            return take(.colon, 1)
        }
        byte(position + 1) == UInt8(ascii: "=") ? take(.colonEqual, 2) : take(.colon, 1)
    }

    private mutating func lexExclamation() {
        if byte(position + 1) == UInt8(ascii: "=") { return take(.notEqual, 2) }
        guard fStrings.last?.isAtFieldLevel(bracketDepth: brackets.count) ?? false else {
            return fail("'!' is no operator", at: position)
        }
        take(.exclamation, 1)
    }

    private mutating func lexMetavariable() {
        let start = position
        position += 1
        let isRun = byte(position) == UInt8(ascii: ".") && byte(position + 1) == UInt8(ascii: ".")
        if isRun { position += 3 }
        while classes[Int(byte(position))] & CharacterClass.nameContinue != 0 { position += 1 }
        append(isRun ? .metavariableRun : .metavariable, from: start)
    }

    @inline(__always) private mutating func take(_ kind: TokenKind, _ length: Int) {
        let start = position
        position += length
        append(kind, from: start)
    }

    private mutating func lexPlainOperator(_ first: UInt8) {
        let second = byte(position + 1)
        let third = byte(position + 2)
        let equal = UInt8(ascii: "=")
        func with(_ plain: TokenKind, _ assigned: TokenKind) -> (TokenKind, Int) {
            second == equal ? (assigned, 2) : (plain, 1)
        }
        func doubled(
            _ plain: TokenKind, _ assigned: TokenKind, _ double: TokenKind, _ doubleAssigned: TokenKind
        ) -> (TokenKind, Int) {
            guard second == first else { return with(plain, assigned) }
            return third == equal ? (doubleAssigned, 3) : (double, 2)
        }
        let (kind, length): (TokenKind, Int)
        switch first {
        case UInt8(ascii: ","): (kind, length) = (.comma, 1)
        case UInt8(ascii: ";"): (kind, length) = (.semicolon, 1)
        case UInt8(ascii: "~"): (kind, length) = (.tilde, 1)
        case UInt8(ascii: "."): (kind, length) = second == first && third == first ? (.ellipsis, 3) : (.dot, 1)
        case equal: (kind, length) = with(.equal, .doubleEqual)
        case UInt8(ascii: "+"): (kind, length) = with(.plus, .plusEqual)
        case UInt8(ascii: "-"): (kind, length) = second == UInt8(ascii: ">") ? (.arrow, 2) : with(.minus, .minusEqual)
        case UInt8(ascii: "*"): (kind, length) = doubled(.star, .starEqual, .doubleStar, .doubleStarEqual)
        case UInt8(ascii: "/"): (kind, length) = doubled(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
        case UInt8(ascii: "<"): (kind, length) = doubled(.less, .lessEqual, .leftShift, .leftShiftEqual)
        case UInt8(ascii: ">"): (kind, length) = doubled(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
        case UInt8(ascii: "%"): (kind, length) = with(.percent, .percentEqual)
        case UInt8(ascii: "@"): (kind, length) = with(.at, .atEqual)
        case UInt8(ascii: "&"): (kind, length) = with(.ampersand, .ampersandEqual)
        case UInt8(ascii: "|"): (kind, length) = with(.bar, .barEqual)
        case UInt8(ascii: "^"): (kind, length) = with(.caret, .caretEqual)
        default: return failOnCharacter(first)
        }
        take(kind, length)
    }

    private mutating func failOnCharacter(_ byte: UInt8) {
        switch byte {
        case 0: fail("a NUL byte", at: position)
        case UInt8(ascii: "`"): fail("backquotes, as in Python 2", at: position, kind: .python2)
        case 0x21...0x7E: fail("'\(Character(Unicode.Scalar(byte)))' is no part of Python", at: position)
        default: fail("an unprintable character", at: position)
        }
    }
}
