/// Expressions, from the loosest binding to the tightest.
extension Parser {
    /// Binding strengths of binary operators.
    enum Precedence: UInt8 {
        case or = 1
        case and, not, comparison, bitwiseOr, bitwiseXor, bitwiseAnd, shift, sum, term
        /// Tighter than any binary operator except `**`.
        case unary
    }

    /// `a, *b` without parentheses: a tuple if there is a comma.
    mutating func parseStarExpressions() throws(Failure) {
        let mark = self.mark
        try parseStarExpression()
        guard kind == .comma else { return }
        setRole(.element)
        while take(.comma), canStartExpression {
            try parseStarExpression()
            setRole(.element)
        }
        finish(.tuple, mark)
    }

    mutating func parseStarExpression() throws(Failure) {
        guard kind == .star else { return try parseExpression() }
        try parseStarred(.bitwiseOr)
    }

    private mutating func parseStarred(_ precedence: Precedence) throws(Failure) {
        let mark = self.mark
        advance()
        try parseBinary(precedence)
        setRole(.value)
        finish(.starred, mark)
    }

    /// `*a`, `name := value` or an expression: the elements of displays and parentheses.
    mutating func parseStarNamedExpression() throws(Failure) {
        if kind == .star { try parseStarred(.bitwiseOr) } else { try parseNamedExpression() }
    }

    mutating func parseNamedExpression() throws(Failure) {
        guard kind.isName || kind == .metavariable, kind(ahead: 1) == .colonEqual else { return try parseExpression() }
        let mark = self.mark
        leaf(kind == .metavariable ? .metavariable : .name)
        setRole(.target)
        advance()
        try parseExpression()
        setRole(.value)
        finish(.namedExpression, mark)
    }

    mutating func parseExpression() throws(Failure) {
        try descend()
        defer { ascend() }
        if kind == .keywordLambda { return try parseLambda() }
        let mark = self.mark
        try parseBinary(.or)
        guard kind == .keywordIf else { return }
        setRole(.body)
        advance()
        try parseBinary(.or)
        setRole(.test)
        try expect(.keywordElse, "'else' of the conditional expression")
        try parseExpression()
        setRole(.orElse)
        finish(.conditional, mark)
    }

    private mutating func parseLambda() throws(Failure) {
        let mark = self.mark
        advance()
        try parseParameters(until: .colon, annotated: false)
        try expect(.colon, "':' of the lambda")
        try parseExpression()
        setRole(.body)
        finish(.lambda, mark)
    }

    /// Precedence climbing over every binary operator, comparisons and `not`.
    mutating func parseBinary(_ minimum: Precedence) throws(Failure) {
        let mark = self.mark
        switch kind {
        case .keywordNot where minimum.rawValue <= Precedence.not.rawValue: try parseNot()
        case .plus, .minus, .tilde: try parseUnary()
        default: try parsePower()
        }
        while true {
            let precedence = kind.binaryPrecedence
            if precedence < minimum.rawValue { return }
            switch kind {
            case .keywordOr: try parseBooleanOperation(mark, operands: .and)
            case .keywordAnd: try parseBooleanOperation(mark, operands: .not)
            case .keywordNot where kind(ahead: 1) != .keywordIn: return
            case _ where precedence == Precedence.comparison.rawValue: try parseComparison(mark)
            default: try parseLeftAssociative(mark, precedence)
            }
        }
    }

    private mutating func parseNot() throws(Failure) {
        var marks: [Mark] = []
        while kind == .keywordNot {
            marks.append(mark)
            advance()
        }
        try parseBinary(.comparison)
        for mark in marks.reversed() {
            setRole(.operand)
            finish(.unary, mark)
        }
    }

    private mutating func parseBooleanOperation(_ mark: Mark, operands: Precedence) throws(Failure) {
        let operatorKind = kind
        setRole(.operand)
        while take(operatorKind) {
            try parseBinary(operands)
            setRole(.operand)
        }
        finish(.booleanOperation, mark)
    }

    private mutating func parseComparison(_ mark: Mark) throws(Failure) {
        setRole(.operand)
        while kind.binaryPrecedence == Precedence.comparison.rawValue {
            let first = kind
            if first == .keywordNot, kind(ahead: 1) != .keywordIn { break }
            advance()
            if first == .keywordNot { advance() }
            if first == .keywordIs { _ = take(.keywordNot) }
            try parseBinary(.bitwiseOr)
            setRole(.operand)
        }
        finish(.comparison, mark)
    }

    private mutating func parseLeftAssociative(_ mark: Mark, _ precedence: UInt8) throws(Failure) {
        setRole(.left)
        advance()
        // The right operand of a left-associative operator binds one step tighter.
        try parseBinary(Precedence(rawValue: precedence + 1) ?? .unary)
        setRole(.right)
        finish(.binary, mark)
    }

    /// `+`, `-` and `~`, then a power: `-x ** -y` is `-(x ** (-y))`.
    private mutating func parseUnary() throws(Failure) {
        guard kind == .plus || kind == .minus || kind == .tilde else { return try parsePower() }
        var marks: [Mark] = []
        while kind == .plus || kind == .minus || kind == .tilde {
            marks.append(mark)
            advance()
        }
        try parsePower()
        for mark in marks.reversed() {
            setRole(.operand)
            finish(.unary, mark)
        }
    }

    private mutating func parsePower() throws(Failure) {
        let mark = self.mark
        if kind == .keywordAwait {
            advance()
            try parsePrimary()
            setRole(.value)
            finish(.await, mark)
        } else {
            try parsePrimary()
        }
        guard kind == .doubleStar else { return }
        setRole(.left)
        advance()
        try descend()
        defer { ascend() }
        try parseUnary()
        setRole(.right)
        finish(.binary, mark)
    }

    mutating func parseYield() throws(Failure) {
        let mark = self.mark
        advance()
        if take(.keywordFrom) {
            try parseExpression()
            setRole(.value)
            return finish(.yieldFrom, mark)
        }
        if canStartExpression {
            try parseStarExpressions()
            setRole(.value)
        }
        finish(.yield, mark)
    }

    /// True if an expression, starred or not, may begin here.
    var canStartExpression: Bool {
        switch kind {
        case .number, .string, .fStringStart, .metavariable, .metavariableRun, .keywordFalse, .keywordNone,
            .keywordTrue, .keywordAwait, .keywordLambda, .keywordNot, .leftParenthesis, .leftBracket, .leftBrace,
            .ellipsis, .plus, .minus, .tilde, .star:
            true
        default: kind.isName
        }
    }
}

extension TokenKind {
    /// The binding strength of a binary operator, 0 for everything else. `not` counts as the beginning of `not in`.
    @inline(__always) fileprivate var binaryPrecedence: UInt8 {
        switch self {
        case .keywordOr: Parser.Precedence.or.rawValue
        case .keywordAnd: Parser.Precedence.and.rawValue
        case .less, .greater, .lessEqual, .greaterEqual, .doubleEqual, .notEqual, .keywordIn, .keywordIs, .keywordNot:
            Parser.Precedence.comparison.rawValue
        case .bar: Parser.Precedence.bitwiseOr.rawValue
        case .caret: Parser.Precedence.bitwiseXor.rawValue
        case .ampersand: Parser.Precedence.bitwiseAnd.rawValue
        case .leftShift, .rightShift: Parser.Precedence.shift.rawValue
        case .plus, .minus: Parser.Precedence.sum.rawValue
        case .star, .slash, .doubleSlash, .percent, .at: Parser.Precedence.term.rawValue
        default: 0
        }
    }
}
