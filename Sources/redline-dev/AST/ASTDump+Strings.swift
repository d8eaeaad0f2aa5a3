import PythonSyntax

/// String literals: constants, and the parts of f-strings and t-strings.
extension ASTDump {
    mutating func writeString(_ node: Syntax) {
        switch node.kind {
        case .string: writeLiterals(node)
        case .formatSpecification:
            // `ast` includes the colon.
            line("JoinedStr", tree.tokens[node.firstToken - 1].range.lowerBound..<node.end)
            add(values: ASTStringParts(specification: node))
        case .replacementField where node.isInTemplate: writeInterpolation(node)
        default: writeField(node)
        }
    }

    private mutating func writeLiterals(_ node: Syntax) {
        guard let first = node.firstChild else { return writeConstant(node) }
        line(first.flags.contains(.template) ? "TemplateStr" : "JoinedStr", node.range)
        add(values: ASTStringParts(node))
        if !placesInFStrings { leaveOutPlacesOfChildren() }
    }

    private mutating func writeConstant(_ node: Syntax) {
        var value: [UInt8] = []
        for index in node.tokenRange {
            value += StringLiteral(tree.bytes(ofToken: index)).value
        }
        let first = StringLiteral(tree.bytes(ofToken: node.firstToken))
        begin("Constant", node.range)
        output.word(first.isBytes ? "bytes" : first.isMarkedUnicode && current.isPlaced ? "u" : "str")
        output.text(value)
        output.end()
    }

    mutating func write(_ literal: ASTLiteral) {
        begin("Constant", literal.start..<literal.end)
        output.word(literal.isMarkedUnicode && current.isPlaced ? "u" : "str")
        output.text(literal.value)
        output.end()
    }

    private mutating func add(values parts: ASTStringParts) {
        for part in parts.all { add("values", part) }
    }

    private mutating func writeField(_ node: Syntax) {
        line("FormattedValue", node.range, String(ReplacementField(node).conversion))
        add("value", node.child(.value))
        add("format_spec", node.child(.specification))
    }

    private mutating func writeInterpolation(_ node: Syntax) {
        let field = ReplacementField(node)
        begin("Interpolation", node.range)
        output.word(String(field.conversion))
        output.text(field.expressionText)
        output.end()
        add("value", node.child(.value))
        add("format_spec", node.child(.specification))
    }
}

extension Syntax {
    /// True for a field of the t-string itself; fields in its format specifications are like those of f-strings.
    fileprivate var isInTemplate: Bool { parent?.flags.contains(.template) ?? false }
}
