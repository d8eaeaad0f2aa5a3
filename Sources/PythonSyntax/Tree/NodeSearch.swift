import SourceText

/// Passes over a whole tree that touch nothing but the arena until a node fits.
extension SyntaxTree {
    /// Every node of a kind, children before their parents.
    public func nodes(_ kind: NodeKind) -> [Syntax] {
        var found: [Syntax] = []
        for id in 0..<storage.nodes.count where storage.nodes[id].kind == kind {
            found.append(Syntax(tree: self, id: UInt32(id)))
        }
        return found
    }

    /// Every call of a function or method by one of these names, whatever stands before the dot; inner calls before outer.
    public func calls(of names: WordSet) -> [Syntax] {
        let bytes = source.bytes
        let text = bytes.span
        var found: [Syntax] = []
        for id in 0..<storage.nodes.count where storage.nodes[id].kind == .call {
            let callee = storage.nodes[Int(storage.nodes[id].firstChild)]
            guard callee.kind == .name || callee.kind == .attribute else { continue }
            if names.contains(text, storage.tokens[Int(callee.endToken) - 1].range) {
                found.append(Syntax(tree: self, id: UInt32(id)))
            }
        }
        return found
    }
}
