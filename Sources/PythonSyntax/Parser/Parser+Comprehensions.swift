/// `for … in … if …` of comprehensions and generator expressions.
extension Parser {
    var isComprehensionStart: Bool {
        kind == .keywordFor || kind == .keywordAsync && kind(ahead: 1) == .keywordFor
    }

    mutating func parseComprehensionClauses() throws(Failure) {
        while isComprehensionStart {
            let mark = self.mark
            let flags: NodeFlags = take(.keywordAsync) ? .async : []
            advance()
            try parseStarTargets()
            try expect(.keywordIn, "'in'")
            try parseBinary(.or)
            setRole(.iterable)
            while take(.keywordIf) {
                try parseBinary(.or)
                setRole(.condition)
            }
            finish(.comprehensionClause, mark, flags: flags)
            setRole(.item)
        }
    }
}
