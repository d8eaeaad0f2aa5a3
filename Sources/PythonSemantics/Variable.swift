import PythonSyntax

/// A name in the scope that owns it, with everything in the file that binds or reads it.
public struct Variable: Sendable, Hashable {
    let model: SemanticModel
    let index: Int

    private var record: VariableRecord { model.variables[index] }

    public var name: String { record.name }
    public var scope: Scope { Scope(model: model, index: record.scope) }

    /// Where it is bound, in text order; a `del` counts.
    public var bindings: [Binding] { record.bindings }

    /// Where it is read, in text order, nested scopes included.
    public var references: [Syntax] { record.references.map(model.tree.node) }

    /// Bindings and reads of other scopes than the owner's, comprehensions and lambdas included.
    public var foreignUses: [Syntax] {
        (bindings.map(\.node) + references).filter { model.scope(of: $0) != scope }
    }

    /// True where a function inside declares it `global` or `nonlocal`.
    public var isDeclaredInside: Bool { record.isDeclaredInside }

    public static func == (left: Self, right: Self) -> Bool { left.index == right.index && left.model === right.model }

    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

struct VariableRecord: Sendable {
    let name: String
    let scope: Int
    var bindings: [Binding] = []
    var references: [UInt32] = []
    var isDeclaredInside = false
}
