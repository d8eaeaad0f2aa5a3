import SourceText

/// The nodes of a tree by their kind: made in one pass over the arena, so that each codemod touches the nodes it looks for and
/// no others.
public struct NodeIndex: Sendable {
    private let tree: SyntaxTree
    /// Ids, those of a kind in a row, children before their parents.
    private let ids: [UInt32]
    /// By kind: where its ids begin. One more stands at the end.
    private let starts: [Int]

    public init(_ tree: SyntaxTree) {
        self.tree = tree
        var counts = [Int](repeating: 0, count: 257)
        for id in 0..<tree.storage.nodes.count { counts[Int(tree.storage.nodes[id].kind.rawValue) + 1] += 1 }
        for kind in 1..<257 { counts[kind] += counts[kind - 1] }
        starts = counts
        var ids = [UInt32](repeating: 0, count: tree.storage.nodes.count)
        for id in 0..<tree.storage.nodes.count {
            let kind = Int(tree.storage.nodes[id].kind.rawValue)
            ids[counts[kind]] = UInt32(id)
            counts[kind] += 1
        }
        self.ids = ids
    }

    /// Every node of a kind, children before their parents.
    public func all(_ kind: NodeKind) -> [Syntax] {
        ids(kind).map { Syntax(tree: tree, id: $0) }
    }

    /// Every call of a function or method by one of these names, whatever stands before the dot; inner calls before outer.
    public func calls(of names: WordSet) -> [Syntax] {
        nodes(.call, where: { tree.storage.nodes[Int($0.firstChild)] }, endsIn: names)
    }

    /// Every attribute by one of these names: `query` of `User.query`.
    public func attributes(of names: WordSet) -> [Syntax] {
        nodes(.attribute, where: { $0 }, endsIn: names)
    }

    private func ids(_ kind: NodeKind) -> ArraySlice<UInt32> {
        ids[starts[Int(kind.rawValue)]..<starts[Int(kind.rawValue) + 1]]
    }

    /// Nodes of a kind of which a part is a name or attribute that ends in one of the words.
    @inline(__always) private func nodes(
        _ kind: NodeKind, where part: (RawNode) -> RawNode, endsIn words: WordSet
    ) -> [Syntax] {
        let bytes = tree.source.bytes
        let text = bytes.span
        var found: [Syntax] = []
        for id in ids(kind) {
            let named = part(tree.storage.nodes[Int(id)])
            guard named.kind == .name || named.kind == .attribute else { continue }
            if words.contains(text, tree.storage.tokens[Int(named.endToken) - 1].range) {
                found.append(Syntax(tree: tree, id: id))
            }
        }
        return found
    }
}
