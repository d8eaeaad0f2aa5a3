import PythonSyntax

extension SemanticModel {
    /// The full name of the class or function that made a value: `requests.Session` for `s` after `s =
    /// requests.Session()`, in `with requests.Session() as s:`, or as a parameter `s: requests.Session`.
    ///
    /// Nil unless every binding of the name agrees.
    public func constructor(of expression: Syntax) -> String? {
        let expression = expression.withoutParentheses
        switch expression.kind {
        case .call: return expression.child(.function).flatMap(qualifiedName)
        case .string, .formattedString: return "builtins.str"
        case .name: break
        default: return nil
        }
        guard let variable = variable(of: expression), !variable.bindings.isEmpty else { return nil }
        let names = Set(variable.bindings.map { constructor(in: $0) })
        return names.count == 1 ? names.first ?? nil : nil
    }

    private func constructor(in binding: Binding) -> String? {
        switch binding.kind {
        case .assignment, .annotatedAssignment:
            // `a, b = f()` gives neither name the value of the call itself.
            guard let statement = binding.statement, binding.holder == statement,
                let value = statement.child(.value)?.withoutAwait
            else { return nil }
            return value.kind == .call ? constructor(of: value) : nil
        case .withTarget:
            guard let item = binding.holder, item.kind == .withItem else { return nil }
            return item.child(.context)?.withoutParentheses.child(.function).flatMap(qualifiedName)
        case .parameter: return binding.node.parent?.child(.annotation).flatMap(qualifiedName)
        default: return nil
        }
    }
}
