import SourceText

/// Passes over a whole tree that touch nothing but the arena until a node fits.
extension SyntaxTree {
    public func kind(of id: UInt32) -> NodeKind { storage.nodes[Int(id)].kind }

    /// Nil for the root.
    public func parent(of id: UInt32) -> UInt32? {
        let parent = storage.nodes[Int(id)].parent
        return parent == .none ? nil : parent
    }

    /// False where a name's role already shows that it is read: most of them.
    public func mayBeTarget(_ id: UInt32) -> Bool {
        switch storage.nodes[Int(id)].role {
        case .target, .element, .value, .none: true
        default: false
        }
    }

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
        nodes(.call, where: { storage.nodes[Int($0.firstChild)] }, endsIn: names)
    }

    /// Every attribute by one of these names: `query` of `User.query`.
    public func attributes(of names: WordSet) -> [Syntax] {
        nodes(.attribute, where: { $0 }, endsIn: names)
    }

    /// Nodes of a kind of which a part is a name or attribute that ends in one of the words.
    @inline(__always) private func nodes(
        _ kind: NodeKind, where part: (RawNode) -> RawNode, endsIn words: WordSet
    ) -> [Syntax] {
        let bytes = source.bytes
        let text = bytes.span
        var found: [Syntax] = []
        for id in 0..<storage.nodes.count where storage.nodes[id].kind == kind {
            let named = part(storage.nodes[id])
            guard named.kind == .name || named.kind == .attribute else { continue }
            if words.contains(text, storage.tokens[Int(named.endToken) - 1].range) {
                found.append(Syntax(tree: self, id: UInt32(id)))
            }
        }
        return found
    }
}
