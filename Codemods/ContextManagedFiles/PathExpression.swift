import PythonSemantics
import PythonSyntax
import Rewriting

/// Tells whether an expression is a `pathlib.Path`, as far as the file itself shows it.
enum PathExpression {
    private static let classes: Set<String> = ["pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"]
    private static let makers: Set<String> = ["pathlib.Path.cwd", "pathlib.Path.home"]
    /// What gives a path of a path.
    static let steps: Patterns = [
        "$path.parent",
        Pattern(
            "$path.$method($...)",
            where: [
                "method": .named(
                    "absolute", "expanduser", "joinpath", "resolve", "with_name", "with_stem", "with_suffix",
                    "relative_to", "rename")
            ]),
    ]
    static let join: Pattern = "$left / $right"

    static func isPath(_ expression: Syntax, _ model: SemanticModel) -> Bool {
        isPath(expression, model, depth: 0)
    }

    private static func isPath(_ expression: Syntax, _ model: SemanticModel, depth: Int) -> Bool {
        // Bindings may lead to each other in circles.
        guard depth < 8 else { return false }
        let node = expression.withoutParentheses
        if node.kind == .name { return isPath(variable: node, model, depth: depth) }
        if let sides = join.match(node) {
            return ["left", "right"].contains { sides[$0].map { isPath($0, model, depth: depth + 1) } ?? false }
        }
        if let call = CallExpression(node), let name = model.qualifiedName(of: call.function),
            classes.contains(name) || makers.contains(name)
        {
            return true
        }
        return steps.match(node)?["path"].map { isPath($0, model, depth: depth + 1) } ?? false
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
