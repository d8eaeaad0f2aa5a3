/// The kind of a token. Each keyword and operator has its own, so that the parser compares one byte.
public enum TokenKind: UInt8, Sendable, BitwiseCopyable {
    case endOfFile, newline, indent, dedent
    case number, string
    case fStringStart, fStringMiddle, fStringEnd
    /// `$name` and `$...name`, in patterns only.
    case metavariable, metavariableRun
    /// The place at which the text stops being Python; the lexer's error has the reason.
    case invalid

    // Names. The soft keywords of PEP 634, 695 and 810 are names that a statement may begin with.
    case name, nameMatch, nameCase, nameType, nameLazy, nameUnderscore

    case keywordFalse, keywordNone, keywordTrue, keywordAnd, keywordAs, keywordAssert, keywordAsync, keywordAwait
    case keywordBreak, keywordClass, keywordContinue, keywordDef, keywordDel, keywordElif, keywordElse, keywordExcept
    case keywordFinally, keywordFor, keywordFrom, keywordGlobal, keywordIf, keywordImport, keywordIn, keywordIs
    case keywordLambda, keywordNonlocal, keywordNot, keywordOr, keywordPass, keywordRaise, keywordReturn, keywordTry
    case keywordWhile, keywordWith, keywordYield

    case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
    case comma, colon, semicolon, dot, ellipsis, arrow, at, equal, colonEqual, exclamation
    case plus, minus, star, doubleStar, slash, doubleSlash, percent, ampersand, bar, caret, tilde
    case leftShift, rightShift
    case less, greater, lessEqual, greaterEqual, doubleEqual, notEqual
    case plusEqual, minusEqual, starEqual, slashEqual, doubleSlashEqual, percentEqual, atEqual, ampersandEqual
    case barEqual, caretEqual, leftShiftEqual, rightShiftEqual, doubleStarEqual

    /// Soft keywords included.
    @inlinable public var isName: Bool {
        rawValue >= TokenKind.name.rawValue && rawValue <= TokenKind.nameUnderscore.rawValue
    }

    /// `+=` and the like.
    var isAugmentedAssignment: Bool {
        rawValue >= TokenKind.plusEqual.rawValue && rawValue <= TokenKind.doubleStarEqual.rawValue
    }
}
