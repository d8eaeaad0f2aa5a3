import PythonSemantics
import PythonSyntax

/// Calls that may read a function's variables by name without mentioning them: `locals()`, `eval(text)`.
public struct ReadsByName {
    private let calls: [Syntax]
    /// The first one that lists every name, so that a new one shows: `locals()`.
    public let listing: Syntax?

    public init(in owner: Syntax, _ model: SemanticModel) {
        calls = owner.subtree.compactMap(CallExpression.init).filter { call in
            switch model.qualifiedName(of: call.function) {
            case "builtins.locals", "builtins.vars", "builtins.dir": call.arguments.isEmpty
            // With an explicit namespace they do not read the function's variables.
            case "builtins.eval", "builtins.exec": call.arguments.count < 2
            case "builtins.globals": owner.kind == .module
            default: false
            }
        }.map(\.node)
        listing = calls.first { call in
            switch model.qualifiedName(of: call.child(.function) ?? call) {
            case "builtins.locals", "builtins.vars", "builtins.dir":
                owner.kind != .module || model.scope(of: call).withoutComprehensions.kind == .module
            case "builtins.globals": true
            default: false
            }
        }
    }

    /// The first such call after an offset.
    public func first(after offset: Int) -> Syntax? { calls.first { $0.start > offset } }
}
