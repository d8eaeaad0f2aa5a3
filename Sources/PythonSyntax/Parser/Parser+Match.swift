/// The `match` statement (PEP 634). Since `match` is a name too, the whole header may have to be tried.
extension Parser {
    /// False if the token after `match` shows that it is a name.
    var isMatchPossible: Bool {
        switch kind(ahead: 1) {
        case .number, .string, .fStringStart, .metavariable, .metavariableRun, .keywordFalse, .keywordNone,
            .keywordTrue, .keywordAwait, .keywordLambda, .keywordNot, .leftParenthesis, .leftBracket, .leftBrace,
            .ellipsis, .plus, .minus, .tilde, .star:
            true
        default: kind(ahead: 1).isName
        }
    }

    mutating func parseMatchOrSimple() throws(Failure) {
        let mark = self.mark
        guard tryMatchHeader() else {
            rewind(to: mark)
            return try parseSimpleStatements()
        }
        repeat { try parseCase() } while kind != .dedent && kind != .endOfFile
        try expect(.dedent, "the end of the match statement")
        finishSuite(.matchStatement, mark)
    }

    /// `match subject:`, a line end, an indentation and `case`: no other construct of Python looks like this.
    private mutating func tryMatchHeader() -> Bool {
        advance()
        do {
            let mark = self.mark
            try parseStarNamedExpression()
            if kind == .comma {
                setRole(.element)
                while take(.comma), canStartExpression {
                    try parseStarNamedExpression()
                    setRole(.element)
                }
                finish(.tuple, mark)
            } else if lastKind == .starred {
                return false
            }
            setRole(.subject)
        } catch {
            return false
        }
        return take(.colon) && take(.newline) && take(.indent) && kind == .nameCase
    }

    private mutating func parseCase() throws(Failure) {
        let mark = self.mark
        guard take(.nameCase) else { throw failure("expected 'case'") }
        try parseTopPattern()
        setRole(.pattern)
        if take(.keywordIf) {
            try parseNamedExpression()
            setRole(.guardTest)
        }
        try parseBlock()
        finishSuite(.caseClause, mark)
        setRole(.handler)
    }

    /// A pattern, or several separated by commas: a sequence without brackets.
    private mutating func parseTopPattern() throws(Failure) {
        let mark = self.mark
        try parseStarOrPattern()
        if kind == .comma {
            while take(.comma), kind != .colon, kind != .keywordIf { try parseStarOrPattern() }
            finish(.sequencePattern, mark)
        } else if lastKind == .starPattern {
            throw failure("expected ',' after a starred pattern")
        }
    }

    private mutating func parseStarOrPattern() throws(Failure) {
        guard kind == .star else { return try parsePattern() }
        let mark = self.mark
        advance()
        try identifier(.name, "a name after '*'")
        finish(.starPattern, mark)
    }

    private mutating func parsePattern() throws(Failure) {
        try descend()
        defer { ascend() }
        let mark = self.mark
        try parseClosedPattern()
        if kind == .bar {
            while take(.bar) { try parseClosedPattern() }
            finish(.orPattern, mark)
        }
        guard take(.keywordAs) else { return }
        if kind == .nameUnderscore { throw failure("expected a name other than '_' after 'as'") }
        try identifier(.alias, "a name after 'as'")
        finish(.asPattern, mark)
    }

    private mutating func parseClosedPattern() throws(Failure) {
        switch kind {
        case .number, .minus, .plus: try parseNumberPattern()
        case .string, .fStringStart:
            let mark = self.mark
            try parseStrings()
            finish(.valuePattern, mark)
        case .keywordNone, .keywordTrue, .keywordFalse:
            let mark = self.mark
            leaf(.constant)
            finish(.valuePattern, mark)
        case .leftParenthesis: try parseGroupPattern()
        case .leftBracket: try parseListPattern()
        case .leftBrace: try parseMappingPattern()
        case .metavariable: leaf(.metavariable)
        case _ where kind.isName: try parseNamePattern()
        default: throw failure("expected a pattern")
        }
    }

    /// A signed number, or a complex number as a sum of a real and an imaginary one.
    private mutating func parseNumberPattern() throws(Failure) {
        let mark = self.mark
        try parseSignedNumber()
        if kind == .plus || kind == .minus {
            let isReal = !isImaginary(last)
            setRole(.left)
            advance()
            guard kind == .number else { throw failure("expected an imaginary number") }
            leaf(.number)
            guard isReal, isImaginary(last) else { throw failure("expected a real and an imaginary number", at: last) }
            setRole(.right)
            finish(.binary, mark)
        }
        finish(.valuePattern, mark)
    }

    private mutating func parseSignedNumber() throws(Failure) {
        let mark = self.mark
        // A plus sign is allowed since Python 3.15.
        let isSigned = take(.minus) || take(.plus)
        guard kind == .number else { throw failure("expected a number") }
        leaf(.number)
        if isSigned {
            setRole(.operand)
            finish(.unary, mark)
        }
    }

    private func isImaginary(_ node: UInt32) -> Bool {
        let range = tokens[Int(nodes[Int(node)].endToken) - 1].range
        return bytes[range.upperBound - 1] | 0x20 == UInt8(ascii: "j")
    }

    private mutating func parseGroupPattern() throws(Failure) {
        let mark = self.mark
        advance()
        if take(.rightParenthesis) { return finish(.sequencePattern, mark) }
        try parseStarOrPattern()
        let isSequence = kind == .comma || lastKind == .starPattern
        if isSequence, kind != .comma { throw failure("expected ',' after a starred pattern") }
        while take(.comma), kind != .rightParenthesis { try parseStarOrPattern() }
        try expect(.rightParenthesis, "',' or ')'")
        finish(isSequence ? .sequencePattern : .groupPattern, mark)
    }

    private mutating func parseListPattern() throws(Failure) {
        let mark = self.mark
        advance()
        while kind != .rightBracket {
            try parseStarOrPattern()
            if !take(.comma) { break }
        }
        try expect(.rightBracket, "',' or ']'")
        finish(.sequencePattern, mark)
    }

    private mutating func parseMappingPattern() throws(Failure) {
        let mark = self.mark
        advance()
        while kind != .rightBrace {
            let item = self.mark
            if take(.doubleStar) {
                if kind == .nameUnderscore { throw failure("expected a name other than '_' after '**'") }
                try identifier(.name, "a name after '**'")
                finish(.mappingRest, item)
                _ = take(.comma)
                break
            }
            try parseMappingKey()
            setRole(.key)
            try expect(.colon, "':' between key and pattern")
            try parsePattern()
            setRole(.pattern)
            finish(.mappingItem, item)
            if !take(.comma) { break }
        }
        try expect(.rightBrace, "',' or '}'")
        finish(.mappingPattern, mark)
    }

    private mutating func parseMappingKey() throws(Failure) {
        let mark = self.mark
        guard kind.isName else { return try parseClosedPatternKey() }
        leaf(.name)
        guard kind == .dot else { throw failure("expected a literal or a dotted name as a key") }
        try parseDottedRest(mark)
        finish(.valuePattern, mark)
    }

    private mutating func parseClosedPatternKey() throws(Failure) {
        switch kind {
        case .number, .minus, .plus, .string, .fStringStart, .keywordNone, .keywordTrue, .keywordFalse:
            try parseClosedPattern()
        default: throw failure("expected a literal or a dotted name as a key")
        }
    }

    private mutating func parseDottedRest(_ mark: Mark) throws(Failure) {
        while take(.dot) {
            setRole(.object)
            guard kind.isName else { throw failure("expected a name after '.'") }
            advance()
            finish(.attribute, mark)
        }
    }

    /// A capture, the wildcard, a dotted value or a class with arguments.
    private mutating func parseNamePattern() throws(Failure) {
        let mark = self.mark
        let next = kind(ahead: 1)
        if next != .dot, next != .leftParenthesis {
            let isWildcard = kind == .nameUnderscore
            try identifier(.name, "a name")
            return finish(isWildcard ? .wildcardPattern : .capturePattern, mark)
        }
        if kind == .nameUnderscore { throw failure("expected a pattern; '_' stands for anything here") }
        leaf(.name)
        try parseDottedRest(mark)
        guard kind == .leftParenthesis else { return finish(.valuePattern, mark) }
        setRole(.function)
        try parseClassPatternArguments()
        finish(.classPattern, mark)
    }

    private mutating func parseClassPatternArguments() throws(Failure) {
        advance()
        var seenKeyword = false
        let first = index
        while kind != .rightParenthesis {
            let mark = self.mark
            // After a positional pattern, CPython reads '_' as the wildcard.
            if kind == .nameUnderscore, kind(ahead: 1) == .equal, index > first, !seenKeyword {
                throw failure("expected a keyword other than '_'")
            }
            if kind.isName, kind(ahead: 1) == .equal {
                seenKeyword = true
                advance(2)
                try parsePattern()
                finish(.keywordPattern, mark)
            } else {
                if seenKeyword { throw failure("a positional pattern follows a keyword pattern") }
                try parsePattern()
            }
            if !take(.comma) { break }
        }
        try expect(.rightParenthesis, "',' or ')'")
    }
}
