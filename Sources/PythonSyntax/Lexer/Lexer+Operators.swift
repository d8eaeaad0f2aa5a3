/// Operators, delimiters and brackets.
extension Lexer {
    /// CPython's MAXLEVEL.
    static let maximumBracketDepth = 200

    @inline(__always) mutating func lexOperator(_ first: UInt8) {
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
        let isField = isInFString && (fStrings.last?.isAtFieldLevel(bracketDepth: brackets.count) ?? false)
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
        if isInFString, let mode = fStrings.last, mode.isAtFieldLevel(bracketDepth: brackets.count) {
            fStrings[fStrings.count - 1].beginSpecification()
            return take(.colon, 1)
        }
        byte(position + 1) == UInt8(ascii: "=") ? take(.colonEqual, 2) : take(.colon, 1)
    }

    private mutating func lexExclamation() {
        if byte(position + 1) == UInt8(ascii: "=") { return take(.notEqual, 2) }
        guard fStrings.last?.isAtFieldLevel(bracketDepth: brackets.count) ?? false else {
            return fail("'!' is not an operator", at: position)
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
        let equal = UInt8(ascii: "=")
        let second = byte(position + 1)
        switch first {
        case UInt8(ascii: ","): take(.comma, 1)
        case UInt8(ascii: "."):
            second == first && byte(position + 2) == first ? take(.ellipsis, 3) : take(.dot, 1)
        case equal: take(.equal, assigned: .doubleEqual, second)
        case UInt8(ascii: ";"): take(.semicolon, 1)
        case UInt8(ascii: "~"): take(.tilde, 1)
        case UInt8(ascii: "+"): take(.plus, assigned: .plusEqual, second)
        case UInt8(ascii: "-"):
            second == UInt8(ascii: ">") ? take(.arrow, 2) : take(.minus, assigned: .minusEqual, second)
        case UInt8(ascii: "%"): take(.percent, assigned: .percentEqual, second)
        case UInt8(ascii: "@"): take(.at, assigned: .atEqual, second)
        case UInt8(ascii: "&"): take(.ampersand, assigned: .ampersandEqual, second)
        case UInt8(ascii: "|"): take(.bar, assigned: .barEqual, second)
        case UInt8(ascii: "^"): take(.caret, assigned: .caretEqual, second)
        case UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            lexDoublableOperator(first, second)
        default: failOnCharacter(first)
        }
    }

    @inline(__always) private mutating func take(_ plain: TokenKind, assigned: TokenKind, _ second: UInt8) {
        second == UInt8(ascii: "=") ? take(assigned, 2) : take(plain, 1)
    }

    /// `*`, `/`, `<` and `>`, single or doubled, with or without `=`.
    private mutating func lexDoublableOperator(_ first: UInt8, _ second: UInt8) {
        let isDouble = second == first
        let isAssigned = byte(position + (isDouble ? 2 : 1)) == UInt8(ascii: "=")
        let kinds: (TokenKind, TokenKind, TokenKind, TokenKind)
        switch first {
        case UInt8(ascii: "*"): kinds = (.star, .starEqual, .doubleStar, .doubleStarEqual)
        case UInt8(ascii: "/"): kinds = (.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
        case UInt8(ascii: "<"): kinds = (.less, .lessEqual, .leftShift, .leftShiftEqual)
        default: kinds = (.greater, .greaterEqual, .rightShift, .rightShiftEqual)
        }
        switch (isDouble, isAssigned) {
        case (false, false): take(kinds.0, 1)
        case (false, true): take(kinds.1, 2)
        case (true, false): take(kinds.2, 2)
        case (true, true): take(kinds.3, 3)
        }
    }

    private mutating func failOnCharacter(_ byte: UInt8) {
        switch byte {
        case 0: fail("a NUL byte", at: position)
        case UInt8(ascii: "`"): fail("backquotes, as in Python 2", at: position, kind: .python2)
        case 0x21...0x7E: fail("'\(Character(Unicode.Scalar(byte)))' is not valid in Python", at: position)
        default: fail("an unprintable character", at: position)
        }
    }
}
