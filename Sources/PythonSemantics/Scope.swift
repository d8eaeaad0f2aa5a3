import PythonSyntax

/// A scope of a file.
public struct Scope: Sendable, Hashable {
    let model: SemanticModel
    let index: Int

    /// The scope's place in `SemanticModel.allScopes`; 0 is the module.
    public var id: Int { index }

    public var kind: ScopeKind { model.scopes[index].kind }
    /// The node that makes the scope: module, function, class, lambda, comprehension, or what has type parameters.
    public var node: Syntax { model.tree.node(model.scopes[index].node) }

    public var parent: Scope? {
        let parent = model.scopes[index].parent
        return parent < 0 ? nil : Scope(model: model, index: parent)
    }

    /// Every variable the scope owns, in the order of first appearance.
    public var variables: [Variable] {
        model.scopes[index].owned.variables.map { Variable(model: model, index: $0) }
    }

    /// The nearest function or lambda that the scope is or lies in, nil outside of any.
    public var function: Scope? {
        sequence(first: self, next: \.parent).first { $0.kind == .function || $0.kind == .lambda }
    }

    /// True where the other scope lies in this one, at any depth. No scope encloses itself.
    public func encloses(_ other: Scope) -> Bool {
        model === other.model && sequence(first: other, next: \.parent).dropFirst().contains(self)
    }

    /// The scope in which assignments of a comprehension's walrus land: the nearest one that is no comprehension.
    public var withoutComprehensions: Scope {
        var scope = self
        while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
        return scope
    }

    /// The variable a name means in this scope, nil where nothing in the file binds it.
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
