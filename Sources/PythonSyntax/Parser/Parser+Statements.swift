/// Simple statements and the choice between statements.
extension Parser {
    mutating func parseStatement() throws(Failure) {
        switch kind {
        case .keywordIf: try parseIf()
        case .keywordWhile: try parseWhile()
        case .keywordFor: try parseFor(self.mark, flags: [])
        case .keywordTry: try parseTry()
        case .keywordWith: try parseWith(self.mark, flags: [])
        case .keywordDef: try parseFunction(self.mark, flags: [])
        case .keywordClass: try parseClass(self.mark)
        case .keywordAsync: try parseAsync(self.mark)
        case .at: try parseDecorated()
        case .nameMatch where isMatchPossible: try parseMatchOrSimple()
        case .indent: throw failure("unexpected indentation")
        default: try parseSimpleStatements()
        }
    }

    /// One logical line of statements with semicolons between them.
    mutating func parseSimpleStatements() throws(Failure) {
        repeat {
            try parseSimpleStatement()
        } while take(.semicolon) && kind != .newline
        try expect(.newline, "the end of the statement")
    }

    private mutating func parseSimpleStatement() throws(Failure) {
        switch kind {
        case .keywordPass: leaf(.passStatement)
        case .keywordBreak: leaf(.breakStatement)
        case .keywordContinue: leaf(.continueStatement)
        case .keywordReturn: try parseReturn()
        case .keywordRaise: try parseRaise()
        case .keywordGlobal: try parseNames(.globalStatement)
        case .keywordNonlocal: try parseNames(.nonlocalStatement)
        case .keywordDel: try parseDelete()
        case .keywordAssert: try parseAssert()
        case .keywordImport: try parseImport(self.mark, flags: [])
        case .keywordFrom: try parseImportFrom(self.mark, flags: [])
        case .nameLazy where kind(ahead: 1) == .keywordImport || kind(ahead: 1) == .keywordFrom: try parseLazyImport()
        case .nameType where kind(ahead: 1).isName || kind(ahead: 1) == .metavariable: try parseTypeAlias()
        default: try parseExpressionOrAssignment()
        }
    }

    private mutating func parseReturn() throws(Failure) {
        let mark = self.mark
        advance()
        if !isStatementEnd {
            try parseStarExpressions()
            setRole(.value)
        }
        finish(.returnStatement, mark)
    }

    var isStatementEnd: Bool { kind == .newline || kind == .semicolon }

    private mutating func parseRaise() throws(Failure) {
        let mark = self.mark
        advance()
        if !isStatementEnd {
            try parseExpression()
            setRole(.exception)
            if take(.keywordFrom) {
                try parseExpression()
                setRole(.cause)
            }
        }
        finish(.raiseStatement, mark)
    }

    private mutating func parseNames(_ kind: NodeKind) throws(Failure) {
        let mark = self.mark
        advance()
        repeat { try identifier(.name, "a name") } while take(.comma)
        finish(kind, mark)
    }

    private mutating func parseDelete() throws(Failure) {
        let mark = self.mark
        advance()
        let targets = self.mark
        repeat {
            if isStatementEnd { break }
            try parseBinary(.bitwiseOr)
            try requireTarget(last, .delete)
            setRole(.target)
        } while take(.comma)
        if nodes.count == targets.node { throw failure("expected something to delete") }
        finish(.deleteStatement, mark)
    }

    private mutating func parseAssert() throws(Failure) {
        let mark = self.mark
        advance()
        try parseExpression()
        setRole(.test)
        if take(.comma) {
            try parseExpression()
            setRole(.message)
        }
        finish(.assertStatement, mark)
    }

    /// `type Name[T] = value` (PEP 695).
    private mutating func parseTypeAlias() throws(Failure) {
        let mark = self.mark
        advance()
        try identifier(.name, "the name of the type")
        if kind == .leftBracket { try parseTypeParameters() }
        try expect(.equal, "'='")
        try parseExpression()
        setRole(.value)
        finish(.typeAlias, mark)
    }

    private mutating func parseExpressionOrAssignment() throws(Failure) {
        let mark = self.mark
        try parseStarExpressionsOrYield()
        switch kind {
        case .colon: try parseAnnotatedAssignment(mark)
        case .equal: try parseAssignment(mark)
        case _ where kind.isAugmentedAssignment: try parseAugmentedAssignment(mark)
        default:
            setRole(.value)
            finish(.expressionStatement, mark)
        }
    }

    private mutating func parseAnnotatedAssignment(_ mark: Mark) throws(Failure) {
        try requireTarget(last, .annotated)
        try refuseParenthesizedTargetWithTrailer(last)
        setRole(.target)
        advance()
        try parseExpression()
        setRole(.annotation)
        if take(.equal) {
            try parseStarExpressionsOrYield()
            setRole(.value)
        }
        finish(.annotatedAssignment, mark)
    }

    private mutating func parseAssignment(_ mark: Mark) throws(Failure) {
        while take(.equal) {
            try requireTarget(last, .assignment)
            setRole(.target)
            try parseStarExpressionsOrYield()
        }
        setRole(.value)
        finish(.assignment, mark)
    }

    private mutating func parseAugmentedAssignment(_ mark: Mark) throws(Failure) {
        try requireTarget(last, .augmented)
        setRole(.target)
        advance()
        try parseStarExpressionsOrYield()
        setRole(.value)
        finish(.augmentedAssignment, mark)
    }

    private mutating func parseStarExpressionsOrYield() throws(Failure) {
        if kind == .keywordYield { try parseYield() } else { try parseStarExpressions() }
    }
}
