import PythonSemantics
import PythonSyntax

/// Calls that may read the variables of a function by their names, which nothing else shows: `locals()`, `eval(text)`.
public struct ReadsByName {
    private let calls: [Syntax]

    public init(in owner: Syntax, _ model: SemanticModel) {
        calls = owner.subtree.compactMap(CallExpression.init).filter { call in
            switch model.qualifiedName(of: call.function) {
            case "builtins.locals", "builtins.vars", "builtins.dir": call.arguments.isEmpty
            // A namespace that is given is not the function's.
            case "builtins.eval", "builtins.exec": call.arguments.count < 2
            case "builtins.globals": owner.kind == .module
            default: false
            }
        }.map(\.node)
    }

    /// The first of them after an offset.
    public func first(after offset: Int) -> Syntax? { calls.first { $0.start > offset } }
}
