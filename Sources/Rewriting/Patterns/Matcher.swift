import PythonSyntax

/// Compares a pattern's tree with a file's. The depth of the recursion is the pattern's, not the file's.
enum Matcher {
    static func matches(_ pattern: Syntax, _ node: Syntax, _ captures: inout Captures) -> Bool {
        if let hole = hole(pattern) { return captures.bind(hole, [node.withoutParentheses]) }
        let node = pattern.kind == .parenthesized ? node : node.withoutParentheses
        guard pattern.kind == node.kind, sameFlags(pattern, node), ownTokensMatch(pattern, node) else {
            return false
        }
        return matchesRun(Array(pattern.children)[...], Array(node.children)[...], &captures)
    }

    /// A block may stand on its header's line or below it.
    private static func sameFlags(_ pattern: Syntax, _ node: Syntax) -> Bool {
        pattern.flags.subtracting(.inline) == node.flags.subtracting(.inline)
    }

    /// Children against children. A run takes as few as it can at first and more where the rest does not fit.
    static func matchesRun(
        _ patterns: ArraySlice<Syntax>, _ nodes: ArraySlice<Syntax>, _ captures: inout Captures
    ) -> Bool {
        guard let first = patterns.first else { return nodes.isEmpty }
        guard let run = runName(first) else {
            guard let node = nodes.first, matches(first, node, &captures) else { return false }
            return matchesRun(patterns.dropFirst(), nodes.dropFirst(), &captures)
        }
        for count in 0...nodes.count {
            var attempt = captures
            guard attempt.bind(run, Array(nodes.prefix(count))),
                matchesRun(patterns.dropFirst(), nodes.dropFirst(count), &attempt)
            else { continue }
            captures = attempt
            return true
        }
        return false
    }

    /// The hole's name where a node is `$name`, alone or as a statement.
    private static func hole(_ pattern: Syntax) -> String? {
        name(pattern, .metavariable, prefix: "$")
    }

    private static func runName(_ pattern: Syntax) -> String? {
        name(pattern, .metavariableRun, prefix: "$...")
    }

    private static func name(_ pattern: Syntax, _ kind: NodeKind, prefix: String) -> String? {
        if pattern.kind == kind { return String(pattern.text.dropFirst(prefix.count)) }
        guard pattern.kind == .expressionStatement, let value = pattern.child(.value) else { return nil }
        return value.kind == kind ? String(value.text.dropFirst(prefix.count)) : nil
    }

    private static func ownTokensMatch(_ pattern: Syntax, _ node: Syntax) -> Bool {
        let left = pattern.ownTokens
        let right = node.ownTokens
        return left.count == right.count
            && zip(left, right).allSatisfy {
                pattern.tree.tokens[$0].kind == .metavariable
                    || pattern.tree.bytes(ofToken: $0) == node.tree.bytes(ofToken: $1)
            }
    }
}

extension Syntax {
    /// The tokens that belong to no child, layout and commas left out.
    fileprivate var ownTokens: [Int] {
        var own: [Int] = []
        var position = tokenRange.lowerBound
        for child in children {
            own += position..<child.tokenRange.lowerBound
            position = child.tokenRange.upperBound
        }
        own += position..<Swift.max(position, tokenRange.upperBound)
        return own.filter {
            switch tree.tokens[$0].kind {
            case .newline, .indent, .dedent, .comma, .semicolon: false
            default: true
            }
        }
    }
}
