/// Expressions, from the loosest binding to the tightest.
extension Parser {
    /// Binding strengths of binary operators.
    enum Precedence: Int {
        case or = 1
        case and, not, comparison, bitwiseOr, bitwiseXor, bitwiseAnd, shift, sum, term

        /// One step tighter: the right operand of an operator that groups to the left.
        var tighter: Precedence? { Precedence(rawValue: rawValue + 1) }
    }

    /// `a, *b` without parentheses: a tuple where there is a comma.
    mutating func parseStarExpressions() throws(SyntaxError) {
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

    mutating func parseStarExpression() throws(SyntaxError) {
        guard kind == .star else { return try parseExpression() }
        try parseStarred(.bitwiseOr)
    }

    private mutating func parseStarred(_ precedence: Precedence) throws(SyntaxError) {
        let mark = self.mark
        index += 1
        try parseBinary(precedence)
        setRole(.value)
        finish(.starred, mark)
    }

    /// `*a`, `name := value` or an expression: what stands in displays and parentheses.
    mutating func parseStarNamedExpression() throws(SyntaxError) {
        if kind == .star { try parseStarred(.bitwiseOr) } else { try parseNamedExpression() }
    }

    mutating func parseNamedExpression() throws(SyntaxError) {
        guard kind.isName || kind == .metavariable, kind(ahead: 1) == .colonEqual else { return try parseExpression() }
        let mark = self.mark
        leaf(kind == .metavariable ? .metavariable : .name)
        setRole(.target)
        index += 1
        try parseExpression()
        setRole(.value)
        finish(.namedExpression, mark)
    }

    mutating func parseExpression() throws(SyntaxError) {
        try descend()
        defer { ascend() }
        if kind == .keywordLambda { return try parseLambda() }
        let mark = self.mark
        try parseBinary(.or)
        guard kind == .keywordIf else { return }
        setRole(.body)
        index += 1
        try parseBinary(.or)
        setRole(.test)
        try expect(.keywordElse, "'else' of the conditional expression")
        try parseExpression()
        setRole(.orElse)
        finish(.conditional, mark)
    }

    private mutating func parseLambda() throws(SyntaxError) {
        let mark = self.mark
        index += 1
        try parseParameters(until: .colon, annotated: false)
        try expect(.colon, "':' of the lambda")
        try parseExpression()
        setRole(.body)
        finish(.lambda, mark)
    }

    /// Precedence climbing over every binary operator, comparisons and `not`.
    mutating func parseBinary(_ minimum: Precedence) throws(SyntaxError) {
        let mark = self.mark
        if kind == .keywordNot, minimum.rawValue <= Precedence.not.rawValue {
            try parseNot()
        } else {
            try parseUnary()
        }
        while let precedence = binaryPrecedence, precedence.rawValue >= minimum.rawValue {
            switch precedence {
            case .or, .and: try parseBooleanOperation(mark, precedence)
            case .comparison: try parseComparison(mark)
            default: try parseLeftAssociative(mark, precedence)
            }
        }
    }

    private var binaryPrecedence: Precedence? {
        switch kind {
        case .keywordOr: .or
        case .keywordAnd: .and
        case .less, .greater, .lessEqual, .greaterEqual, .doubleEqual, .notEqual, .keywordIn, .keywordIs: .comparison
        case .keywordNot: kind(ahead: 1) == .keywordIn ? .comparison : nil
        case .bar: .bitwiseOr
        case .caret: .bitwiseXor
        case .ampersand: .bitwiseAnd
        case .leftShift, .rightShift: .shift
        case .plus, .minus: .sum
        case .star, .slash, .doubleSlash, .percent, .at: .term
        default: nil
        }
    }

    private mutating func parseNot() throws(SyntaxError) {
        var marks: [Mark] = []
        while kind == .keywordNot {
            marks.append(mark)
            index += 1
        }
        try parseBinary(.comparison)
        for mark in marks.reversed() {
            setRole(.operand)
            finish(.unary, mark)
        }
    }

    private mutating func parseBooleanOperation(_ mark: Mark, _ precedence: Precedence) throws(SyntaxError) {
        let operatorKind = kind
        setRole(.operand)
        while take(operatorKind) {
            try parseBinary(precedence == .or ? .and : .not)
            setRole(.operand)
        }
        finish(.booleanOperation, mark)
    }

    private mutating func parseComparison(_ mark: Mark) throws(SyntaxError) {
        setRole(.operand)
        while binaryPrecedence == .comparison {
            let first = kind
            index += 1
            if first == .keywordNot { index += 1 }
            if first == .keywordIs { _ = take(.keywordNot) }
            try parseBinary(.bitwiseOr)
            setRole(.operand)
        }
        finish(.comparison, mark)
    }

    private mutating func parseLeftAssociative(_ mark: Mark, _ precedence: Precedence) throws(SyntaxError) {
        setRole(.left)
        index += 1
        if let tighter = precedence.tighter { try parseBinary(tighter) } else { try parseUnary() }
        setRole(.right)
        finish(.binary, mark)
    }

    /// `+`, `-` and `~`, then a power: `-x ** -y` is `-(x ** (-y))`.
    private mutating func parseUnary() throws(SyntaxError) {
        guard kind == .plus || kind == .minus || kind == .tilde else { return try parsePower() }
        var marks: [Mark] = []
        while kind == .plus || kind == .minus || kind == .tilde {
            marks.append(mark)
            index += 1
        }
        try parsePower()
        for mark in marks.reversed() {
            setRole(.operand)
            finish(.unary, mark)
        }
    }

    private mutating func parsePower() throws(SyntaxError) {
        let mark = self.mark
        if kind == .keywordAwait {
            index += 1
            try parsePrimary()
            setRole(.value)
            finish(.await, mark)
        } else {
            try parsePrimary()
        }
        guard kind == .doubleStar else { return }
        setRole(.left)
        index += 1
        try descend()
        defer { ascend() }
        try parseUnary()
        setRole(.right)
        finish(.binary, mark)
    }

    mutating func parseYield() throws(SyntaxError) {
        let mark = self.mark
        index += 1
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

    /// True where an expression, starred or not, may begin.
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
