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
            if Self.isLookup(call) { return false }
            return switch model.qualifiedName(of: call.child(.function) ?? call) {
            case "builtins.locals", "builtins.vars", "builtins.dir":
                owner.kind != .module || model.scope(of: call).withoutComprehensions.kind == .module
            case "builtins.globals": true
            default: false
            }
        }
    }

    /// `globals()[name]`, `globals().update(…)`, `"…" % locals()`: names that somebody asks for, and never all of them.
    private static func isLookup(_ call: Syntax) -> Bool {
        guard let parent = call.parent else { return false }
        switch parent.kind {
        case .subscription: return call.role == .object
        case .attribute: return ["get", "pop", "setdefault", "update"].contains(parent.lastName ?? "")
        case .binary:
            let operation = BinaryOperation(parent)
            return operation.map { $0.operation == .modulo && StringLiteral($0.left) != nil } ?? false
        case .comparison: return true
        // `exec(text, globals())`: the text names what it reads.
        case .arguments: return ["eval", "exec", "execfile"].contains(parent.parent?.child(.function)?.lastName ?? "")
        default: return false
        }
    }

    /// The first such call after an offset.
    public func first(after offset: Int) -> Syntax? { calls.first { $0.start > offset } }
}
