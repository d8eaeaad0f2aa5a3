import PythonSyntax

/// Statements and tests with an outcome that is known from their text.
enum PlainStatement {
    /// False for statements that cannot raise: `pass`, jumps, and literals that are assigned to names or returned.
    /// Reading a name can raise.
    static func mayRaise(_ node: Syntax) -> Bool {
        switch node.kind {
        case .passStatement, .breakStatement, .continueStatement, .globalStatement, .nonlocalStatement, .tryStatement:
            return false
        case .returnStatement, .expressionStatement: return node.child(.value).map { !isLiteral($0) } ?? false
        case .assignment, .annotatedAssignment:
            guard node.children(.target).allSatisfy({ $0.withoutParentheses.kind == .name }),
                node.child(.annotation) == nil
            else {
                return true
            }
            return node.child(.value).map { !isLiteral($0) } ?? false
        case .whileStatement: return !isAlwaysTrue(node.child(.test))
        default: return true
        }
    }

    private static func isLiteral(_ value: Syntax) -> Bool {
        let node = value.withoutParentheses
        switch node.kind {
        case .number, .constant, .ellipsis: return true
        case .string: return node.firstChild == nil
        default: return false
        }
    }

    /// `True`, or a number other than 0.
    static func isAlwaysTrue(_ test: Syntax?) -> Bool {
        guard let test = test?.withoutParentheses else { return false }
        switch test.kind {
        case .constant: return test.tree.token(test.firstToken, is: "True")
        case .number: return test.bytes.first.map { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) } ?? false
        default: return false
        }
    }
}
