import PythonSemantics
import PythonSyntax

/// Tells whether an expression is a `pathlib.Path`, as far as the file itself shows it.
enum PathExpression {
    private static let classes: Set<String> = ["pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"]
    private static let makers: Set<String> = ["pathlib.Path.cwd", "pathlib.Path.home"]
    /// Methods and attributes of a path that give a path again.
    private static let methods: Set<String> = [
        "absolute", "expanduser", "joinpath", "resolve", "with_name", "with_stem", "with_suffix", "relative_to",
        "rename",
    ]

    static func isPath(_ expression: Syntax, _ model: SemanticModel) -> Bool {
        isPath(expression, model, depth: 0)
    }

    private static func isPath(_ expression: Syntax, _ model: SemanticModel, depth: Int) -> Bool {
        // Bindings may lead to each other in circles.
        guard depth < 8 else { return false }
        let node = expression.withoutParentheses
        switch node.kind {
        case .name: return isPath(variable: node, model, depth: depth)
        case .binary:
            guard let left = node.child(.left), let right = node.child(.right),
                node.tree.tokens[left.tokenRange.upperBound].kind == .slash
            else { return false }
            return isPath(left, model, depth: depth + 1) || isPath(right, model, depth: depth + 1)
        case .attribute:
            return node.tree.token(node.lastToken, is: "parent")
                && node.child(.object).map { isPath($0, model, depth: depth + 1) } == true
        case .call:
            guard let callee = node.child(.function) else { return false }
            if let name = model.qualifiedName(of: callee), classes.contains(name) || makers.contains(name) {
                return true
            }
            guard callee.kind == .attribute, methods.contains(callee.tree.text(ofToken: callee.lastToken)),
                let object = callee.child(.object)
            else { return false }
            return isPath(object, model, depth: depth + 1)
        default: return false
        }
    }

    /// A name is a path where every binding of it is one.
    private static func isPath(variable name: Syntax, _ model: SemanticModel, depth: Int) -> Bool {
        guard let variable = model.variable(of: name), !variable.bindings.isEmpty, !variable.isDeclaredInside else {
            return false
        }
        return variable.bindings.allSatisfy { binding in
            guard let parent = binding.node.parent else { return false }
            switch binding.kind {
            case .assignment:
                return parent.kind == .assignment
                    && parent.child(.value).map { isPath($0, model, depth: depth + 1) } == true
            case .annotatedAssignment, .annotationOnly, .parameter:
                // `*paths: Path` is a tuple of them.
                guard parent.flags.isEmpty, let annotation = parent.child(.annotation) else { return false }
                return model.qualifiedName(of: annotation).map(classes.contains) == true
            default: return false
            }
        }
    }
}
