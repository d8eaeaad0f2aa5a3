import PythonSyntax
import SourceText

/// A name in the scope that owns it, with every binding and read of it in the file.
public struct Variable: Sendable, Hashable {
    let model: SemanticModel
    let index: Int

    private var record: VariableRecord { model.variables[index] }

    public var name: String { model.names.text(record.name) }
    public var scope: Scope { Scope(model: model, index: record.scope) }

    /// Every binding in text order, `del` included.
    public var bindings: [Binding] { record.bindings }

    /// Every read in text order, including those in nested scopes.
    public var references: [Syntax] { record.references.map(model.tree.node) }

    /// Bindings and reads of other scopes than the owner's, comprehensions and lambdas included.
    private var foreignUses: [Syntax] {
        (bindings.map(\.node) + references).filter { model.scope(of: $0) != scope }
    }

    /// True if another scope than the owner's binds or reads it.
    public var isUsedElsewhere: Bool { record.isUsedElsewhere }

    /// True if an import, a function or a class is bound to it.
    public var isDefined: Bool { record.isDefined }

    /// The bindings that stand in a node.
    public func bindings(in node: Syntax) -> ArraySlice<Binding> {
        let bindings = record.bindings
        let first = bindings.partitionPoint { $0.node.start >= node.start }
        return bindings[first...].prefix { $0.node.isDescendantOrSelf(of: node) }
    }

    /// True where a scope inside binds it, having declared it `global` or `nonlocal`.
    public var isDeclaredInside: Bool { record.isDeclaredInside }

    /// The `global` and `nonlocal` statements that name it, in text order. They bind nothing themselves.
    public var declarations: [Syntax] { record.declarations.map(model.tree.node) }

    /// True if a nested scope declares it `global` or `nonlocal`, whether or not it binds it.
    public var isGlobalOrNonlocalElsewhere: Bool { declarations.contains { model.scope(of: $0) != scope } }

    /// The nested scopes that bind or read it, each once, in order of first use. A comprehension counts as part of
    /// the scope around it.
    public var capturingScopes: [Scope] {
        var seen: Set<Scope> = []
        return foreignUses.sorted { $0.id < $1.id }.compactMap { use in
            var user = model.scope(of: use)
            while user != scope, user.kind == .comprehension, let parent = user.parent { user = parent }
            return user != scope && seen.insert(user).inserted ? user : nil
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.index == right.index && left.model === right.model }

    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

struct VariableRecord: Sendable {
    let name: NameID
    let scope: Int
    var bindings: [Binding] = []
    var references: [UInt32] = []
    var declarations: [UInt32] = []
    var isDeclaredInside = false
    var isUsedElsewhere = false
    var isDefined = false
}
