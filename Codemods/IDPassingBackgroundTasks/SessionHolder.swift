import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Objects that carry the session with them: services and repositories made with it.
enum SessionHolder {
    /// True where the constructor of a class takes a session.
    static func holdsSession(_ type: ClassDefinition, in owner: ModuleFile, _ file: FileContext, depth: Int = 0) -> Bool
    {
        guard depth < 4 else { return false }
        let initializer = type.body.children.compactMap(FunctionDefinition.init).first { $0.name == "__init__" }
        if let initializer {
            return initializer.parameters.contains { parameter in
                guard let name = parameter.node.child(.name), let variable = owner.semantics.variable(of: name) else {
                    return false
                }
                return variable.references.first.flatMap { file.frameworks.type(of: $0, in: owner) }?.session != nil
                    || SessionMethods.isUsualName(parameter.name)
            }
        }
        return type.bases.contains { base in
            guard case .type(let parent, let home)? = file.project.definition(of: base, in: owner) else { return false }
            return holdsSession(parent, in: home, file, depth: depth + 1)
        }
    }

    /// True where a name was bound to a call that was given a session.
    static func isBuiltWithSession(_ node: Syntax, in file: FileContext) -> Bool {
        guard let call = construction(of: node, in: file) else { return false }
        return call.arguments.contains { file.frameworks.type(of: $0.value)?.session != nil }
    }

    /// The call that made the object a name stands for.
    static func construction(of node: Syntax, in file: FileContext) -> CallExpression? {
        if let call = CallExpression(node) { return call.function.lastName?.first?.isUppercase == true ? call : nil }
        guard node.kind == .name,
            let value = file.flow(around: node).definitions.value(of: node).expression,
            let call = CallExpression(value.withoutParentheses),
            call.function.lastName?.first?.isUppercase == true
        else { return nil }
        return call
    }
}
