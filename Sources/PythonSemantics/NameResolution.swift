/// Resolves names as Python does: own scope, enclosing functions, module. Class bodies are skipped.
enum NameResolution {
    static func resolve(_ name: NameID, in start: Int, _ scopes: [ScopeRecord]) -> Int? {
        owner(of: name, from: start, scopes).flatMap { scopes[$0].owned[name] }
    }

    /// The scope that owns a name, nil if nothing in the file binds it.
    static func owner(of name: NameID, from start: Int, _ scopes: [ScopeRecord]) -> Int? {
        // Only the evaluation of a type parameter or alias sees the enclosing class; functions inside it do not.
        var sees = true
        var index = start
        while index >= 0 {
            if sees || scopes[index].kind.isVisibleFromInside {
                if scopes[index].globals.contains(name) { return scopes[0].owned[name] == nil ? nil : 0 }
                if scopes[index].owned[name] != nil, !scopes[index].nonlocals.contains(name) { return index }
            }
            sees = sees && scopes[index].kind == .typeParameters
            index = scopes[index].parent
        }
        return nil
    }
}
