/// Names in expressions and imports, and plain strings.
extension Syntax {
    /// The name, or the last one of a dotted name: `first` in `query.first`. Nil for other expressions.
    public var lastName: String? {
        switch kind {
        case .name, .identifier: tree.text(ofToken: firstToken)
        case .attribute, .moduleName: tree.text(ofToken: lastToken)
        case .parenthesized: child(.value)?.lastName
        default: nil
        }
    }

    /// The name, if the node is a plain name, read or bound; nil for other nodes.
    public var identifier: String? {
        switch kind {
        case .name, .identifier: tree.text(ofToken: firstToken)
        case .parenthesized: child(.value)?.identifier
        default: nil
        }
    }

    /// The value of a plain decimal integer; nil for every other expression.
    public var integer: Int? {
        let node = withoutParentheses
        return node.kind == .number ? Int(node.text.filter { $0 != "_" }) : nil
    }

    public var isNone: Bool { isConstant(.keywordNone) }
    public var isTrue: Bool { isConstant(.keywordTrue) }
    public var isFalse: Bool { isConstant(.keywordFalse) }

    private func isConstant(_ word: TokenKind) -> Bool {
        let node = withoutParentheses
        return node.kind == .constant && tree.tokens[node.firstToken].kind == word
    }

    /// A name, or names joined by dots.
    public var isDottedName: Bool { dottedRoot != nil }

    /// The first name of a dotted name: `db` in `db.session.commit`. Nil for other expressions.
    public var dottedRoot: Syntax? {
        var node = withoutParentheses
        while node.kind == .attribute, let object = node.child(.object) { node = object }
        return node.kind == .name ? node : nil
    }

    /// The node's tokens without the white space between them: `..a.b` for `.. a . b` in an import.
    public var compactText: String { tokenRange.map(tree.text(ofToken:)).joined() }

    /// The value of a string literal of one token without prefix or escapes; nil for every other expression.
    public var plainString: String? {
        let node = withoutParentheses
        guard node.kind == .string, node.tokenRange.count == 1 else { return nil }
        let text = node.text
        for quote in ["\"\"\"", "'''", "\"", "'"] where text.hasPrefix(quote) && text.count >= 2 * quote.count {
            let inner = text.dropFirst(quote.count).dropLast(quote.count)
            return inner.contains("\\") ? nil : String(inner)
        }
        return nil
    }
}
