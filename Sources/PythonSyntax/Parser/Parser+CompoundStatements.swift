/// Statements with blocks.
extension Parser {
    /// The colon and the statements behind it.
    mutating func parseBlock() throws(SyntaxError) {
        try expect(.colon, "':'")
        try parseBlockBehindColon()
    }

    mutating func parseBlockBehindColon() throws(SyntaxError) {
        try descend()
        defer { ascend() }
        guard take(.newline) else {
            let mark = self.mark
            try parseSimpleStatements()
            finish(.block, mark, flags: .inline)
            return setRole(.body)
        }
        guard take(.indent) else { throw failure("expected an indented block") }
        let mark = self.mark
        repeat { try parseStatement() } while kind != .dedent && kind != .endOfFile
        finish(.block, mark)
        setRole(.body)
        try expect(.dedent, "the end of the block")
    }

    mutating func parseIf() throws(SyntaxError) {
        let mark = self.mark
        index += 1
        try parseTestAndBlock()
        while kind == .keywordElif {
            let clause = self.mark
            index += 1
            try parseTestAndBlock()
            finish(.elifClause, clause)
            setRole(.orElse)
        }
        try parseElse()
        finish(.ifStatement, mark)
    }

    private mutating func parseTestAndBlock() throws(SyntaxError) {
        try parseNamedExpression()
        setRole(.test)
        try parseBlock()
    }

    private mutating func parseElse() throws(SyntaxError) {
        guard kind == .keywordElse else { return }
        let mark = self.mark
        index += 1
        try parseBlock()
        finish(.elseClause, mark)
        setRole(.orElse)
    }

    mutating func parseWhile() throws(SyntaxError) {
        let mark = self.mark
        index += 1
        try parseTestAndBlock()
        try parseElse()
        finish(.whileStatement, mark)
    }

    mutating func parseFor(_ mark: Mark, flags: NodeFlags) throws(SyntaxError) {
        index += 1
        try parseStarTargets()
        try expect(.keywordIn, "'in'")
        try parseStarExpressions()
        setRole(.iterable)
        try parseBlock()
        try parseElse()
        finish(.forStatement, mark, flags: flags)
    }

    mutating func parseTry() throws(SyntaxError) {
        let mark = self.mark
        index += 1
        try parseBlock()
        var starred: Bool?
        while kind == .keywordExcept {
            let isStarred = kind(ahead: 1) == .star
            if let starred, starred != isStarred { throw failure("'except' and 'except*' cannot be mixed") }
            starred = isStarred
            try parseExcept(isStarred: isStarred)
        }
        if starred != nil { try parseElse() }
        if kind == .keywordFinally {
            let clause = self.mark
            index += 1
            try parseBlock()
            finish(.finallyClause, clause)
            setRole(.finalBody)
        } else if starred == nil {
            throw failure("expected 'except' or 'finally'")
        }
        finish(.tryStatement, mark)
    }

    /// PEP 758 lets several exceptions stand without parentheses where no `as` follows.
    private mutating func parseExcept(isStarred: Bool) throws(SyntaxError) {
        let mark = self.mark
        index += isStarred ? 2 : 1
        if kind != .colon {
            let exceptions = self.mark
            try parseExpression()
            if kind == .comma {
                while take(.comma), kind != .colon { try parseExpression() }
                finish(.tuple, exceptions)
                setRole(.exception)
            } else {
                setRole(.exception)
                if take(.keywordAs) { try identifier(.alias, "a name behind 'as'") }
            }
        } else if isStarred {
            throw failure("expected one or more exception types behind 'except*'")
        }
        try parseBlock()
        finish(.exceptClause, mark, flags: isStarred ? .star : [])
        setRole(.handler)
    }

    mutating func parseWith(_ mark: Mark, flags: NodeFlags) throws(SyntaxError) {
        index += 1
        var flags = flags
        if kind == .leftParenthesis, tryParenthesizedWithItems() {
            flags.insert(.parenthesized)
        } else {
            repeat { try parseWithItem() } while take(.comma)
        }
        try parseBlock()
        finish(.withStatement, mark, flags: flags)
    }

    /// `with (a as b, c):` has its items in parentheses; `with (a, b) as c:` has an expression in them. Only the
    /// colon behind the closing parenthesis tells.
    private mutating func tryParenthesizedWithItems() -> Bool {
        let mark = self.mark
        do {
            index += 1
            repeat { try parseWithItem() } while take(.comma) && kind != .rightParenthesis
            try expect(.rightParenthesis, "')'")
            if kind == .colon { return true }
        } catch {}
        rewind(to: mark)
        return false
    }

    private mutating func parseWithItem() throws(SyntaxError) {
        let mark = self.mark
        try parseExpression()
        setRole(.context)
        if take(.keywordAs) {
            try parseStarTarget()
            setRole(.target)
        }
        finish(.withItem, mark)
        setRole(.item)
    }

    mutating func parseAsync(_ mark: Mark) throws(SyntaxError) {
        index += 1
        switch kind {
        case .keywordDef: try parseFunction(mark, flags: .async)
        case .keywordFor: try parseFor(mark, flags: .async)
        case .keywordWith: try parseWith(mark, flags: .async)
        default: throw failure("expected 'def', 'for' or 'with' behind 'async'")
        }
    }
}
