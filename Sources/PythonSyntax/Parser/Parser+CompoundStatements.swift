/// Statements with blocks.
extension Parser {
    /// The colon and the statements after it.
    mutating func parseBlock() throws(Failure) {
        try expect(.colon, "':'")
        try parseBlockBehindColon()
    }

    mutating func parseBlockBehindColon() throws(Failure) {
        try descend()
        defer { ascend() }
        guard take(.newline) else {
            let mark = self.mark
            try parseSimpleStatements()
            finishSuite(.block, mark, flags: .inline)
            return setRole(.body)
        }
        guard take(.indent) else { throw failure("expected an indented block") }
        let mark = self.mark
        repeat { try parseStatement() } while kind != .dedent && kind != .endOfFile
        finishSuite(.block, mark)
        setRole(.body)
        try expect(.dedent, "the end of the block")
    }

    mutating func parseIf() throws(Failure) {
        let mark = self.mark
        advance()
        try parseTestAndBlock()
        while kind == .keywordElif {
            let clause = self.mark
            advance()
            try parseTestAndBlock()
            finishSuite(.elifClause, clause)
            setRole(.orElse)
        }
        try parseElse()
        finishSuite(.ifStatement, mark)
    }

    private mutating func parseTestAndBlock() throws(Failure) {
        try parseNamedExpression()
        setRole(.test)
        try parseBlock()
    }

    private mutating func parseElse() throws(Failure) {
        guard kind == .keywordElse else { return }
        let mark = self.mark
        advance()
        try parseBlock()
        finishSuite(.elseClause, mark)
        setRole(.orElse)
    }

    mutating func parseWhile() throws(Failure) {
        let mark = self.mark
        advance()
        try parseTestAndBlock()
        try parseElse()
        finishSuite(.whileStatement, mark)
    }

    mutating func parseFor(_ mark: Mark, flags: NodeFlags) throws(Failure) {
        advance()
        try parseStarTargets()
        try expect(.keywordIn, "'in'")
        try parseStarExpressions()
        setRole(.iterable)
        try parseBlock()
        try parseElse()
        finishSuite(.forStatement, mark, flags: flags)
    }

    mutating func parseTry() throws(Failure) {
        let mark = self.mark
        advance()
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
            advance()
            try parseBlock()
            finishSuite(.finallyClause, clause)
            setRole(.finalBody)
        } else if starred == nil {
            throw failure("expected 'except' or 'finally'")
        }
        finishSuite(.tryStatement, mark)
    }

    /// PEP 758: several exceptions need no parentheses if no `as` follows.
    private mutating func parseExcept(isStarred: Bool) throws(Failure) {
        let mark = self.mark
        advance(isStarred ? 2 : 1)
        if kind != .colon {
            let exceptions = self.mark
            try parseExpression()
            if kind == .comma {
                while take(.comma), kind != .colon { try parseExpression() }
                finish(.tuple, exceptions)
                setRole(.exception)
            } else {
                setRole(.exception)
                if take(.keywordAs) { try identifier(.alias, "a name after 'as'") }
            }
        } else if isStarred {
            throw failure("expected one or more exception types after 'except*'")
        }
        try parseBlock()
        finishSuite(.exceptClause, mark, flags: isStarred ? .star : [])
        setRole(.handler)
    }

    mutating func parseWith(_ mark: Mark, flags: NodeFlags) throws(Failure) {
        advance()
        var flags = flags
        if kind == .leftParenthesis, tryParenthesizedWithItems() {
            flags.insert(.parenthesized)
        } else {
            repeat { try parseWithItem() } while take(.comma)
        }
        try parseBlock()
        finishSuite(.withStatement, mark, flags: flags)
    }

    /// `with (a as b, c):` has its items in parentheses; `with (a, b) as c:` has an expression in them. Only the
    /// colon after the closing parenthesis decides.
    private mutating func tryParenthesizedWithItems() -> Bool {
        let mark = self.mark
        do {
            advance()
            repeat { try parseWithItem() } while take(.comma) && kind != .rightParenthesis
            try expect(.rightParenthesis, "')'")
            if kind == .colon { return true }
        } catch {}
        rewind(to: mark)
        return false
    }

    private mutating func parseWithItem() throws(Failure) {
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

    mutating func parseAsync(_ mark: Mark) throws(Failure) {
        advance()
        switch kind {
        case .keywordDef: try parseFunction(mark, flags: .async)
        case .keywordFor: try parseFor(mark, flags: .async)
        case .keywordWith: try parseWith(mark, flags: .async)
        default: throw failure("expected 'def', 'for' or 'with' after 'async'")
        }
    }
}
