import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What a nested function or a lambda reads of the function around it: its session, or rows of it.
enum CapturedState {
    /// The first such name in the function that a name stands for; nil for functions at the top level.
    static func name(capturedBy callee: Syntax, in file: FileContext) -> Syntax? {
        let node = callee.withoutParentheses
        if node.kind == .lambda { return first(in: node, file) }
        guard node.kind == .name, let variable = file.semantics.variable(of: node), variable.scope.kind == .function,
            case .definition(let definition) = file.flow(around: node).definitions.value(of: node),
            definition.kind == .functionDefinition
        else { return nil }
        return first(in: definition, file)
    }

    private static func first(in function: Syntax, _ file: FileContext) -> Syntax? {
        guard let body = function.child(.body) else { return nil }
        return body.subtree.first { node in
            guard node.kind == .name, let variable = file.semantics.variable(of: node),
                variable.scope.kind == .function, !variable.scope.node.isDescendantOrSelf(of: function),
                let type = file.frameworks.type(of: node)
            else { return false }
            return type.session != nil || type.instance != nil || type.rows != nil
        }
    }
}
