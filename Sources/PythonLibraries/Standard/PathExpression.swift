import PythonSemantics
import PythonSyntax

/// Tells whether an expression is a `pathlib.Path`, as far as the file itself shows it.
public enum PathExpression {
    private static let classes: Set<String> = ["pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"]
    private static let makers: Set<String> = ["pathlib.Path.cwd", "pathlib.Path.home"]
    /// Methods of a path that give a path.
    private static let steps: Set<String> = [
        "absolute", "expanduser", "joinpath", "relative_to", "rename", "resolve", "with_name", "with_stem",
        "with_suffix",
    ]

    public static func isPath(_ expression: Syntax, _ model: SemanticModel) -> Bool {
        isPath(expression, model, depth: 0)
    }

    private static func isPath(_ expression: Syntax, _ model: SemanticModel, depth: Int) -> Bool {
        // Bindings may lead to each other in circles.
        guard depth < 8 else { return false }
        let node = expression.withoutParentheses
        func isPathInside(_ part: Syntax?) -> Bool { part.map { isPath($0, model, depth: depth + 1) } ?? false }
        switch node.kind {
        case .name: return isPath(variable: node, model, depth: depth)
        case .attribute: return node.lastName == "parent" && isPathInside(node.child(.object))
        case .binary:
            guard let join = BinaryOperation(node), join.operation == .divide else { return false }
            return isPathInside(join.left) || isPathInside(join.right)
        case .call:
            guard let call = CallExpression(node) else { return false }
            if let name = model.qualifiedName(of: call.function), classes.contains(name) || makers.contains(name) {
                return true
            }
            return call.functionName.map(steps.contains) == true && isPathInside(call.receiver)
        default: return false
        }
    }

    /// A name is a path where every binding of it is one.
    private static func isPath(variable name: Syntax, _ model: SemanticModel, depth: Int) -> Bool {
        guard let variable = model.variable(of: name), !variable.bindings.isEmpty, !variable.isDeclaredInside else {
            return false
        }
        return variable.bindings.allSatisfy { binding in
            guard let parent = binding.holder else { return false }
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
