/// Adjacent string literals; f-strings and t-strings with their replacement fields.
extension Parser {
    mutating func parseStrings() throws(Failure) {
        let mark = self.mark
        var seenBytes = false
        var seenText = false
        var seenTemplate = false
        while kind == .string || kind == .fStringStart {
            let (isBytes, isTemplate) = literalKind()
            seenBytes = seenBytes || isBytes
            seenTemplate = seenTemplate || isTemplate
            seenText = seenText || !isBytes && !isTemplate
            if seenBytes, seenText || seenTemplate { throw failure("bytes and text literals cannot be mixed") }
            if seenTemplate, seenText { throw failure("t-strings and other literals cannot be mixed") }
            if kind == .string { advance() } else { try parseFormattedString(isTemplate: isTemplate) }
        }
        finish(.string, mark)
    }

    /// Whether the current literal is of bytes, or a t-string.
    private func literalKind() -> (isBytes: Bool, isTemplate: Bool) {
        let range = tokens[index].range
        let first = bytes[range.lowerBound]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return (false, false) }
        let prefix = bytes[range].prefix { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
        return (
            prefix.contains { $0 | 0x20 == UInt8(ascii: "b") }, prefix.contains { $0 | 0x20 == UInt8(ascii: "t") }
        )
    }

    private mutating func parseFormattedString(isTemplate: Bool) throws(Failure) {
        let mark = self.mark
        advance()
        while kind != .fStringEnd {
            if kind == .leftBrace {
                try parseReplacementField()
            } else if !take(.fStringMiddle) {
                throw failure("expected the rest of the f-string")
            }
        }
        advance()
        finish(.formattedString, mark, flags: isTemplate ? .template : [])
    }

    private mutating func parseReplacementField() throws(Failure) {
        try descend()
        defer { ascend() }
        let mark = self.mark
        advance()
        if kind == .keywordYield {
            try parseYield()
        } else {
            guard canStartExpression else { throw failure("expected an expression in the f-string's field") }
            try parseStarExpressions()
        }
        setRole(.value)
        _ = take(.equal)
        if take(.exclamation) { try parseConversion() }
        if take(.colon) { try parseFormatSpecification() }
        try expect(.rightBrace, "'}' of the f-string's field")
        finish(.replacementField, mark)
        setRole(.item)
    }

    private mutating func parseConversion() throws(Failure) {
        let isConversion = ["r", "s", "a"].contains(text(ofToken: index))
        guard isConversion, tokens[index].start == tokens[index - 1].end else {
            throw failure("expected 'r', 's' or 'a' right after '!'")
        }
        advance()
    }

    private mutating func parseFormatSpecification() throws(Failure) {
        let mark = self.mark
        while true {
            if kind == .leftBrace {
                try parseReplacementField()
            } else if !take(.fStringMiddle) {
                break
            }
        }
        finish(.formatSpecification, mark)
        setRole(.specification)
    }
}
