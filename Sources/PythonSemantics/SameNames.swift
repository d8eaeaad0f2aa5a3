import PythonSyntax

extension SemanticModel {
    /// True if two names, dotted or not, begin with the same variable and go on alike. Whether its value changes in between is another
    /// question.
    public func areSameName(_ left: Syntax, _ right: Syntax) -> Bool {
        let (left, right) = (left.withoutParentheses, right.withoutParentheses)
        guard left.kind == right.kind else { return false }
        if left.kind == .name {
            return variable(of: left).map { $0 == variable(of: right) } ?? (left.text == right.text)
        }
        guard left.kind == .attribute, left.lastName == right.lastName, let leftObject = left.child(.object),
            let rightObject = right.child(.object)
        else { return false }
        return areSameName(leftObject, rightObject)
    }
}
