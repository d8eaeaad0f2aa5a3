import PythonSyntax

/// The values of a `JoinedStr` or `TemplateStr`: alternating text and fields.
///
/// CPython joins neighbouring texts, across adjacent literals too, and drops empty ones.
struct ASTStringParts {
    private(set) var all: [ASTItem.Content] = []
    private var open: ASTLiteral?

    /// Of adjacent literals.
    init(_ strings: Syntax) {
        var index = strings.firstToken
        for formatted in strings.children {
            append(literals: index..<formatted.firstToken, of: strings.tree)
            append(formatted: formatted)
            index = formatted.tokenRange.upperBound
        }
        append(literals: index..<strings.tokenRange.upperBound, of: strings.tree)
        fold()
    }

    init(specification: Syntax) {
        append(
            tokens: specification.tokenRange, of: specification, isRaw: specification.isInRawString,
            isSpecification: true)
        fold()
    }

    private mutating func append(literals: Range<Int>, of tree: SyntaxTree) {
        for index in literals {
            let literal = StringLiteral(tree.bytes(ofToken: index))
            append(literal.value, tree.tokens[index].range, isMarkedUnicode: literal.isMarkedUnicode)
        }
    }

    private mutating func append(formatted: Syntax) {
        let range = formatted.tokenRange
        let isRaw = StringLiteral(formatted.tree.bytes(ofToken: range.lowerBound)).isRaw
        append(
            tokens: range.lowerBound + 1..<range.upperBound - 1, of: formatted, isRaw: isRaw, isSpecification: false)
    }

    private mutating func append(tokens: Range<Int>, of node: Syntax, isRaw: Bool, isSpecification: Bool) {
        var fields = node.children.makeIterator()
        var field = fields.next()
        var index = tokens.lowerBound
        while index < tokens.upperBound {
            if let found = field, found.firstToken == index {
                append(field: found)
                index = found.tokenRange.upperBound
                field = fields.next()
            } else {
                append(middle: index, of: node.tree, isRaw: isRaw, isSpecification: isSpecification)
                index += 1
            }
        }
    }

    /// Text that turns out empty, such as a joined line, is not a part.
    private mutating func append(middle index: Int, of tree: SyntaxTree, isRaw: Bool, isSpecification: Bool) {
        let bytes = tree.bytes(ofToken: index)
        let parts = isSpecification ? [(Array(bytes), bytes.indices)] : DoubledBraces(bytes, isRaw: isRaw).parts
        for (text, range) in parts {
            let value = StringLiteral.value(of: text[...], isRaw: isRaw, isBytes: false)
            if !value.isEmpty { append(value, range, isMarkedUnicode: false) }
        }
    }

    private mutating func append(field: Syntax) {
        let parts = ReplacementField(field)
        if parts.showsItself { append(parts.shownText, parts.shownRange, isMarkedUnicode: false) }
        fold()
        all.append(.node(field))
    }

    private mutating func append(_ value: [UInt8], _ range: Range<Int>, isMarkedUnicode: Bool) {
        if open == nil {
            open = ASTLiteral(
                value: value, start: range.lowerBound, end: range.upperBound, isMarkedUnicode: isMarkedUnicode)
        } else {
            open?.value += value
            open?.end = range.upperBound
        }
    }

    private mutating func fold() {
        if let open, !open.value.isEmpty { all.append(.literal(open)) }
        open = nil
    }
}

extension Syntax {
    /// Whether the f-string around a format specification has `r` in its prefix.
    fileprivate var isInRawString: Bool {
        guard let string = ancestors.first(where: { $0.kind == .formattedString }) else { return false }
        return StringLiteral(tree.bytes(ofToken: string.firstToken)).isRaw
    }
}
