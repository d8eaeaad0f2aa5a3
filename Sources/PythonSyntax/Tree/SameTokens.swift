/// Compares nodes by their tokens, ignoring white space and comments.
extension Syntax {
    /// The expression inside any number of parentheses.
    public var withoutParentheses: Syntax {
        var node = self
        while node.kind == .parenthesized, let inner = node.child(.value) { node = inner }
        return node
    }

    /// The outermost parentheses that contain nothing else; the expression itself without them.
    public var withParentheses: Syntax {
        var node = self
        while let parent = node.parent, parent.kind == .parenthesized { node = parent }
        return node
    }

    /// The operand of an `await`; any other expression itself.
    public var withoutAwait: Syntax { kind == .await ? child(.value)?.withoutParentheses ?? self : self }

    /// True if two nodes consist of the same tokens, whatever white space or comments separate them.
    public func hasSameTokens(as other: Syntax) -> Bool {
        let left = withoutParentheses.tokenRange
        let right = other.withoutParentheses.tokenRange
        return left.count == right.count
            && zip(left, right).allSatisfy { tree.bytes(ofToken: $0) == other.tree.bytes(ofToken: $1) }
    }

    /// The same, but ignoring which quotes enclose strings without prefix and escapes.
    public func hasSameTokensButQuotes(as other: Syntax) -> Bool {
        let left = withoutParentheses.tokenRange
        let right = other.withoutParentheses.tokenRange
        return left.count == right.count
            && zip(left, right).allSatisfy { one, two in
                if tree.bytes(ofToken: one) == other.tree.bytes(ofToken: two) { return true }
                guard let content = StringLiteral.plainBytes(ofToken: one, in: tree) else { return false }
                return content == StringLiteral.plainBytes(ofToken: two, in: other.tree)
            }
    }
}
