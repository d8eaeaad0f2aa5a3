/// Functions, classes, decorators, parameters and type parameters.
extension Parser {
    mutating func parseDecorated() throws(Failure) {
        let mark = self.mark
        while kind == .at {
            let decorator = self.mark
            advance()
            try parseNamedExpression()
            setRole(.value)
            finish(.decorator, decorator)
            setRole(.decorator)
            try expect(.newline, "the end of the line after the decorator")
        }
        switch kind {
        case .keywordDef: try parseFunction(mark, flags: [])
        case .keywordClass: try parseClass(mark)
        case .keywordAsync where kind(ahead: 1) == .keywordDef: try parseAsync(mark)
        default: throw failure("expected a function or class after the decorator")
        }
    }

    mutating func parseFunction(_ mark: Mark, flags: NodeFlags) throws(Failure) {
        advance()
        try identifier(.name, "the function's name")
        if kind == .leftBracket { try parseTypeParameters() }
        try expect(.leftParenthesis, "'('")
        try parseParameters(until: .rightParenthesis, annotated: true)
        try expect(.rightParenthesis, "',' or ')' in the parameter list")
        if take(.arrow) {
            try parseExpression()
            setRole(.returns)
        }
        try parseBlock()
        finishSuite(.functionDefinition, mark, flags: flags)
    }

    mutating func parseClass(_ mark: Mark) throws(Failure) {
        advance()
        try identifier(.name, "the class's name")
        if kind == .leftBracket { try parseTypeParameters() }
        if kind == .leftParenthesis {
            try parseArguments(allowsGenerator: false)
            setRole(.arguments)
        }
        try parseBlock()
        finishSuite(.classDefinition, mark)
    }

    /// `[T: bound = default, *Ts, **P]` (PEP 695, PEP 696).
    mutating func parseTypeParameters() throws(Failure) {
        let mark = self.mark
        advance()
        repeat { try parseTypeParameter() } while take(.comma) && kind != .rightBracket
        try expect(.rightBracket, "',' or ']' in the type parameter list")
        finish(.typeParameters, mark)
        setRole(.typeParameters)
    }

    private mutating func parseTypeParameter() throws(Failure) {
        let mark = self.mark
        var flags: NodeFlags = []
        if take(.star) { flags = .star } else if take(.doubleStar) { flags = .doubleStar }
        try identifier(.name, "a type parameter")
        if flags.isEmpty, take(.colon) {
            try parseExpression()
            setRole(.bound)
        }
        if take(.equal) {
            if flags == .star { try parseStarExpression() } else { try parseExpression() }
            setRole(.defaultValue)
        }
        finish(.typeParameter, mark, flags: flags)
    }

    /// The parameters of a function or lambda, up to but not including the token that ends them.
    mutating func parseParameters(until end: TokenKind, annotated: Bool) throws(Failure) {
        let mark = self.mark
        var order = ParameterOrder()
        while kind != end {
            try parseParameter(&order, annotated: annotated, end: end)
            if !take(.comma) { break }
        }
        if order.needsNamedParameter { throw failure("expected a named parameter after '*'") }
        finish(.parameters, mark)
        setRole(.parameters)
    }

    private mutating func parseParameter(
        _ order: inout ParameterOrder, annotated: Bool, end: TokenKind
    ) throws(Failure) {
        if order.isClosed { throw failure("expected no parameter after '**'") }
        if kind == .slash {
            guard order.takeSlash() else { throw failure("'/' may appear only once, after a parameter and before '*'") }
            return leaf(.parameterSeparator)
        }
        let mark = self.mark
        var flags: NodeFlags = []
        if kind == .star {
            guard order.takeStar() else { throw failure("'*' may appear only once") }
            if kind(ahead: 1) == .comma || kind(ahead: 1) == end {
                order.needsNamedParameter = true
                return leaf(.parameterSeparator)
            }
            advance()
            flags = .star
        } else if kind == .doubleStar {
            if order.needsNamedParameter { throw failure("expected a named parameter after '*'") }
            advance()
            flags = .doubleStar
            order.isClosed = true
        } else if kind == .metavariableRun {
            return leaf(.metavariableRun)
        }
        order.needsNamedParameter = false
        try identifier(.name, "a parameter")
        if annotated, take(.colon) {
            if flags == .star { try parseStarExpression() } else { try parseExpression() }
            setRole(.annotation)
        }
        if kind == .equal {
            guard flags.isEmpty else { throw failure("expected no default value for a parameter with '*'") }
            advance()
            try parseExpression()
            setRole(.defaultValue)
            order.hasDefault = true
        } else if flags.isEmpty, order.hasDefault, !order.hasStar {
            throw failure("a parameter without a default follows one with a default", at: last)
        }
        order.hasParameter = true
        finish(.parameter, mark, flags: flags)
        setRole(.item)
    }
}

/// What has been seen of a parameter list: the grammar prescribes the order of its parts.
private struct ParameterOrder {
    var hasParameter = false
    var hasSlash = false
    var hasStar = false
    var hasDefault = false
    var needsNamedParameter = false
    var isClosed = false

    mutating func takeSlash() -> Bool {
        guard hasParameter, !hasSlash, !hasStar else { return false }
        hasSlash = true
        return true
    }

    mutating func takeStar() -> Bool {
        guard !hasStar else { return false }
        hasStar = true
        return true
    }
}
