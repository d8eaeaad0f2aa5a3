/// Atoms, and the attributes, calls and subscripts after them.
extension Parser {
    mutating func parsePrimary() throws(Failure) {
        let mark = self.mark
        try parseAtom()
        while true {
            switch kind {
            case .dot:
                setRole(.object)
                advance()
                guard kind.isName || kind == .metavariable || kind == .metavariableRun else {
                    throw failure("expected an attribute's name after '.'")
                }
                advance()
                finish(.attribute, mark)
            case .leftParenthesis:
                setRole(.function)
                try parseArguments(allowsGenerator: true)
                setRole(.arguments)
                finish(.call, mark)
            case .leftBracket:
                setRole(.object)
                try parseSubscript()
                finish(.subscription, mark)
            case .metavariableRun:
                // `$query$...steps`: the dot before a run may be left out.
                setRole(.object)
                advance()
                finish(.attribute, mark)
            default: return
            }
        }
    }

    private mutating func parseAtom() throws(Failure) {
        switch kind {
        case .number: leaf(.number)
        case .string, .fStringStart: try parseStrings()
        case .keywordTrue, .keywordFalse, .keywordNone: leaf(.constant)
        case .ellipsis: leaf(.ellipsis)
        case .leftParenthesis: try parseParenthesized()
        case .leftBracket: try parseListDisplay()
        case .leftBrace: try parseBraceDisplay()
        case .metavariable: leaf(.metavariable)
        case .metavariableRun: leaf(.metavariableRun)
        case _ where kind.isName: leaf(.name)
        default: throw failure("expected an expression")
        }
    }

    private mutating func parseParenthesized() throws(Failure) {
        try descend()
        defer { ascend() }
        let mark = self.mark
        advance()
        if take(.rightParenthesis) { return finish(.tuple, mark, flags: .parenthesized) }
        if kind == .keywordYield {
            try parseYield()
            setRole(.value)
            try expect(.rightParenthesis, "')'")
            return finish(.parenthesized, mark)
        }
        try parseStarNamedExpression()
        if isComprehensionStart {
            setRole(.element)
            try parseComprehensionClauses()
            try expect(.rightParenthesis, "')'")
            return finish(.generatorExpression, mark)
        }
        if kind == .comma {
            setRole(.element)
            try parseMoreElements(until: .rightParenthesis)
            try expect(.rightParenthesis, "',' or ')'")
            return finish(.tuple, mark, flags: .parenthesized)
        }
        if lastKind == .starred {
            throw failure("a starred expression needs a comma in parentheses", at: last)
        }
        setRole(.value)
        try expect(.rightParenthesis, "',' or ')'")
        finish(.parenthesized, mark)
    }

    /// The elements after the first, each after a comma; a trailing comma is allowed.
    private mutating func parseMoreElements(until end: TokenKind) throws(Failure) {
        while take(.comma), kind != end {
            try parseStarNamedExpression()
            setRole(.element)
        }
    }

    private mutating func parseListDisplay() throws(Failure) {
        try descend()
        defer { ascend() }
        let mark = self.mark
        advance()
        if take(.rightBracket) { return finish(.list, mark) }
        try parseStarNamedExpression()
        setRole(.element)
        if isComprehensionStart {
            try parseComprehensionClauses()
            try expect(.rightBracket, "']'")
            return finish(.listComprehension, mark)
        }
        try parseMoreElements(until: .rightBracket)
        try expect(.rightBracket, "',' or ']'")
        finish(.list, mark)
    }

    /// A set or a dictionary, depending on the first item.
    private mutating func parseBraceDisplay() throws(Failure) {
        try descend()
        defer { ascend() }
        let mark = self.mark
        advance()
        if take(.rightBrace) { return finish(.dictionary, mark) }
        let item = self.mark
        if kind == .doubleStar {
            try parseDictionaryItem()
            return try parseDictionaryRest(mark)
        }
        try parseStarNamedExpression()
        let firstKind = lastKind
        if kind == .colon, firstKind != .starred, firstKind != .namedExpression {
            try finishDictionaryItem(item)
            return try parseDictionaryRest(mark)
        }
        setRole(.element)
        if isComprehensionStart {
            try parseComprehensionClauses()
            try expect(.rightBrace, "'}'")
            return finish(.setComprehension, mark)
        }
        try parseMoreElements(until: .rightBrace)
        try expect(.rightBrace, "',' or '}'")
        finish(.set, mark)
    }

    private mutating func parseDictionaryRest(_ mark: Mark) throws(Failure) {
        if isComprehensionStart {
            try parseComprehensionClauses()
            try expect(.rightBrace, "'}'")
            return finish(.dictionaryComprehension, mark)
        }
        while take(.comma), kind != .rightBrace { try parseDictionaryItem() }
        try expect(.rightBrace, "',' or '}'")
        finish(.dictionary, mark)
    }

    private mutating func parseDictionaryItem() throws(Failure) {
        let mark = self.mark
        if take(.doubleStar) {
            try parseBinary(.bitwiseOr)
            setRole(.value)
            finish(.dictionaryUnpacking, mark)
            return setRole(.element)
        }
        if kind == .metavariableRun {
            leaf(.metavariableRun)
            return setRole(.element)
        }
        try parseExpression()
        try finishDictionaryItem(mark)
    }

    private mutating func finishDictionaryItem(_ mark: Mark) throws(Failure) {
        setRole(.key)
        try expect(.colon, "':' between key and value")
        try parseExpression()
        setRole(.value)
        finish(.dictionaryItem, mark)
        setRole(.element)
    }

    private mutating func parseSubscript() throws(Failure) {
        try descend()
        defer { ascend() }
        advance()
        let mark = self.mark
        try parseSlice()
        if kind == .comma || lastKind == .starred {
            setRole(.element)
            while take(.comma), kind != .rightBracket {
                try parseSlice()
                setRole(.element)
            }
            finish(.subscriptTuple, mark)
        }
        setRole(.index)
        try expect(.rightBracket, "',' or ']'")
    }

    private mutating func parseSlice() throws(Failure) {
        let mark = self.mark
        if kind == .star { return try parseStarredArgument() }
        if kind != .colon {
            try parseNamedExpression()
            if kind != .colon { return }
            if lastKind == .namedExpression { throw failure("expected ',' or ']'") }
            setRole(.lower)
        }
        advance()
        if kind != .colon, kind != .comma, kind != .rightBracket {
            try parseExpression()
            setRole(.upper)
        }
        if take(.colon), kind != .comma, kind != .rightBracket {
            try parseExpression()
            setRole(.step)
        }
        finish(.slice, mark)
    }

    /// `*expression`, looser than in displays: in calls and subscripts the whole expression is unpacked.
    mutating func parseStarredArgument() throws(Failure) {
        let mark = self.mark
        advance()
        try parseExpression()
        setRole(.value)
        finish(.starred, mark)
    }
}
