/// How Python finds a name's owner: its own scope, functions around it, the module. Class bodies are passed over.
enum NameResolution {
    static func resolve(_ name: String, in start: Int, _ scopes: [ScopeRecord]) -> Int? {
        owner(of: name, from: start, scopes).flatMap { scopes[$0].owned[name] }
    }

    /// The scope that owns a name, nil where nothing in the file binds it.
    static func owner(of name: String, from start: Int, _ scopes: [ScopeRecord]) -> Int? {
        if scopes[start].globals.contains(name) { return scopes[0].owned[name] == nil ? nil : 0 }
        if !scopes[start].nonlocals.contains(name), scopes[start].owned[name] != nil { return start }
        // Type parameters of a method see the class around them.
        var seesClass = scopes[start].kind == .typeParameters
        var index = scopes[start].parent
        while index >= 0 {
            let scope = scopes[index]
            if scope.kind.isVisibleFromInside || seesClass {
                if scope.globals.contains(name) { return scopes[0].owned[name] == nil ? nil : 0 }
                if !scope.nonlocals.contains(name), scope.owned[name] != nil { return index }
            }
            seesClass = scope.kind == .typeParameters
            index = scope.parent
        }
        return nil
    }
}
