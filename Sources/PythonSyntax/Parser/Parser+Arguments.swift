/// Arguments of calls and of class definitions, and their required order.
extension Parser {
    mutating func parseArguments(allowsGenerator: Bool) throws(Failure) {
        try descend()
        defer { ascend() }
        let mark = self.mark
        advance()
        var seenKeyword = false
        var seenDoubleStar = false
        while kind != .rightParenthesis {
            let argument = self.mark
            if kind == .star {
                if seenDoubleStar { throw failure("an unpacked iterable follows an unpacked mapping") }
                try parseStarredArgument()
                try parseGeneratorArgument(argument, first: mark, allowed: allowsGenerator)
                setRole(.argument)
            } else if take(.doubleStar) {
                seenDoubleStar = true
                try parseExpression()
                setRole(.value)
                finish(.doubleStarArgument, argument)
                setRole(.keyword)
            } else if kind.isName, kind(ahead: 1) == .equal {
                seenKeyword = true
                advance(2)
                try parseExpression()
                setRole(.value)
                finish(.keywordArgument, argument)
                setRole(.keyword)
            } else {
                try parseNamedExpression()
                if seenDoubleStar || seenKeyword, lastKind != .metavariableRun {
                    throw failure("a positional argument follows a keyword argument", at: last)
                }
                try parseGeneratorArgument(argument, first: mark, allowed: allowsGenerator)
                setRole(.argument)
            }
            if !take(.comma) { break }
        }
        try expect(.rightParenthesis, "',' or ')' in the argument list")
        finish(.arguments, mark)
    }

    /// A generator expression needs no parentheses of its own if it is the only argument.
    private mutating func parseGeneratorArgument(
        _ argument: Mark, first: Mark, allowed: Bool
    ) throws(Failure) {
        guard isComprehensionStart else { return }
        guard allowed, argument.node == first.node else {
            throw failure("a generator expression needs parentheses here")
        }
        setRole(.element)
        try parseComprehensionClauses()
        finish(.generatorExpression, argument)
        if kind != .rightParenthesis {
            throw failure("a generator expression needs parentheses beside other arguments")
        }
    }
}
