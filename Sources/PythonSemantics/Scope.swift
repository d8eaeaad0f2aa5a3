import PythonSyntax

/// A scope of a file.
public struct Scope: Sendable, Hashable {
    let model: SemanticModel
    let index: Int

    /// The scope's index in `SemanticModel.allScopes`; 0 is the module.
    public var id: Int { index }

    public var kind: ScopeKind { model.scopes[index].kind }
    /// The node that makes the scope: a module, function, class, lambda, comprehension, or anything with type
    /// parameters.
    public var node: Syntax { model.tree.node(model.scopes[index].node) }

    public var parent: Scope? {
        let parent = model.scopes[index].parent
        return parent < 0 ? nil : Scope(model: model, index: parent)
    }

    /// Every variable that the scope owns, in order of first appearance.
    public var variables: [Variable] {
        model.scopes[index].owned.variables.map { Variable(model: model, index: $0) }
    }

    /// The nearest function or lambda that is, or contains, the scope; nil outside of any.
    public var function: Scope? {
        sequence(first: self, next: \.parent).first { $0.kind == .function || $0.kind == .lambda }
    }

    /// True if the other scope lies inside this one, at any depth. No scope encloses itself.
    public func encloses(_ other: Scope) -> Bool {
        model === other.model && sequence(first: other, next: \.parent).dropFirst().contains(self)
    }

    /// The scope that a walrus in a comprehension binds in: the nearest one that is not a comprehension.
    public var withoutComprehensions: Scope {
        var scope = self
        while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
        return scope
    }

    /// The variable that a name means in this scope, nil if nothing in the file binds it.
    public func resolve(_ name: String) -> Variable? {
        model.resolve(name, in: index).map { Variable(model: model, index: $0) }
    }

    public static func == (left: Self, right: Self) -> Bool { left.index == right.index && left.model === right.model }

    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

struct ScopeRecord: Sendable {
    let kind: ScopeKind
    let node: UInt32
    var parent: Int
    /// The variables that the scope binds, by name.
    var owned = OwnedVariables()
    var globals: Set<NameID> = []
    var nonlocals: Set<NameID> = []
}
