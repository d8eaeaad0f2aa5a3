import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Relationships that were loaded with an instance: `options(selectinload(…))`, `refresh(x, ["items"])`.
///
/// A synchronous session loads them again on access. An asynchronous one raises `MissingGreenlet`.
enum EagerLoading {
    static func isUsed(for name: Syntax, _ use: SessionUse, in file: FileContext) -> Bool {
        let reaching = file.flow(around: name).definitions.reaching(name)
        guard reaching.isComplete else { return true }
        return use.body.refreshesAttributes(of: name, before: use.place)
            || reaching.bindings.contains { binding in
                guard let parent = binding.node.parent else { return true }
                if binding.kind == .parameter { return isUsed(byDependencyOf: parent, in: file) }
                let source = parent.child(.value) ?? parent.child(.iterable)
                return source.map { isUsed(in: $0, file, depth: 0) } ?? false
            }
    }

    static let options: Patterns = ["options($...)", "$_.options($...)", "$_($..., options=$_)"]

    /// In the expression, in what its names were bound to, or in the functions it calls.
    private static func isUsed(in expression: Syntax, _ file: FileContext, depth: Int) -> Bool {
        guard depth < 4 else { return true }
        return expression.subtree.contains { node in
            if let call = CallExpression(node) {
                if options.matches(node) { return true }
                if case .function(let function, _)? = file.project.definition(of: call.function, in: file.module) {
                    return loadsEagerly(function)
                }
            }
            guard node.kind == .name, node.role != .function,
                let variable = file.semantics.variable(of: node), variable.scope.kind != .module
            else { return false }
            return file.flow(around: node).definitions.reaching(node).bindings.contains { binding in
                guard binding.kind == .assignment, let value = binding.statement?.child(.value), value != expression
                else { return false }
                return isUsed(in: value, file, depth: depth + 1)
            }
        }
    }

    private static func isUsed(byDependencyOf parameter: Syntax, in file: FileContext) -> Bool {
        guard let dependency = Dependency(of: parameter, in: file.module, file.project),
            case .function(let source, _)? = dependency.definition(file.project)
        else { return false }
        return loadsEagerly(source)
    }

    private static func loadsEagerly(_ function: FunctionDefinition) -> Bool {
        function.ownNodes(.call).contains { CallExpression($0)?.isNamed(["options"]) ?? false }
    }
}
