import PythonSyntax

/// A test that asks whether a lookup found nothing, or something.
struct AbsenceTest {
    /// The lookup, or the name that holds its result.
    let subject: Syntax
    /// False for a test that something was found.
    let asksForAbsence: Bool

    init?(_ test: Syntax) {
        let node = test.withoutParentheses
        switch node.kind {
        case .unary where node.tree.token(node.firstToken, is: "not"):
            guard let operand = node.child(.operand) else { return nil }
            subject = operand.withoutParentheses
            asksForAbsence = true
        case .comparison:
            let operands = node.children(.operand)
            guard operands.count == 2 else { return nil }
            let tokens = operands[0].tokenRange.upperBound..<operands[1].tokenRange.lowerBound
            let sign = tokens.map(node.tree.text(ofToken:)).joined(separator: " ")
            switch (sign, operands[1].text) {
            case ("is", "None"), ("==", "None"): asksForAbsence = true
            case ("is not", "None"), ("!=", "None"): asksForAbsence = false
            case ("==", "0"), ("<", "1"):
                guard CallExpression(operands[0])?.functionName == "count" else { return nil }
                asksForAbsence = true
            default: return nil
            }
            subject = operands[0].withoutParentheses
        case .name, .call, .await:
            subject = node
            asksForAbsence = false
        default: return nil
        }
    }
}
