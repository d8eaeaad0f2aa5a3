import SourceText

/// The nodes of a tree by kind. Made in one pass over the arena, so that each codemod touches only the nodes it looks
/// for.
public struct NodeIndex: Sendable {
    private let tree: SyntaxTree
    /// Ids grouped by kind, children before their parents.
    private let ids: [UInt32]
    /// The start of each kind's ids, and the end of the last.
    private let starts: [Int]
    /// For each call and attribute, in the order of `ids`: the signature of the name that it ends in.
    private let calledNames: [WordSet.Signature]
    private let attributeNames: [WordSet.Signature]

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
        calledNames = Self.signatures(tree, ids[starts[.call]]) { tree.storage.nodes[Int($0.firstChild)] }
        attributeNames = Self.signatures(tree, ids[starts[.attribute]]) { $0 }
    }

    /// Every node of a kind, children before their parents.
    public func all(_ kind: NodeKind) -> [Syntax] {
        ids(kind).map { Syntax(tree: tree, id: $0) }
    }

    /// Those inside a node, itself included: found without a look at the others.
    public func all(_ kind: NodeKind, in node: Syntax) -> [Syntax] {
        let ids = ids(kind)
        let first = ids.partitionPoint { $0 >= node.raw.firstDescendant }
        return ids[first...].prefix { $0 <= node.id }.map { Syntax(tree: tree, id: $0) }
    }

    /// Every call of a function or method by one of these names, whatever stands before the dot; inner calls before outer.
    public func calls(of names: WordSet) -> [Syntax] {
        nodes(.call, calledNames, endingIn: names) { tree.storage.nodes[Int($0.firstChild)] }
    }

    /// Every attribute with one of these names: `query` in `User.query`.
    public func attributes(of names: WordSet) -> [Syntax] {
        nodes(.attribute, attributeNames, endingIn: names) { $0 }
    }

    private func ids(_ kind: NodeKind) -> ArraySlice<UInt32> { ids[starts[kind]] }

    /// Nodes of a kind in which a given child is a name or attribute that ends in one of the words.
    @inline(__always) private func nodes(
        _ kind: NodeKind, _ signatures: [WordSet.Signature], endingIn words: WordSet, part: (RawNode) -> RawNode
    ) -> [Syntax] {
        let bytes = tree.source.bytes
        let text = bytes.span
        let first = starts[kind].lowerBound
        var found: [Syntax] = []
        for number in signatures.indices where words.mayContain(signatures[number]) {
            let id = ids[first + number]
            if words.contains(text, Self.lastName(of: part(tree.storage.nodes[Int(id)]), tree)) {
                found.append(Syntax(tree: tree, id: id))
            }
        }
        return found
    }

    @inline(__always) private static func signatures(
        _ tree: SyntaxTree, _ ids: ArraySlice<UInt32>, part: (RawNode) -> RawNode
    ) -> [WordSet.Signature] {
        let bytes = tree.source.bytes
        let text = bytes.span
        var found: [WordSet.Signature] = []
        found.reserveCapacity(ids.count)
        for id in ids {
            let named = part(tree.storage.nodes[Int(id)])
            let hasName = named.kind == .name || named.kind == .attribute
            found.append(hasName ? WordSet.Signature(text, lastName(of: named, tree)) : .none)
        }
        return found
    }

    @inline(__always) private static func lastName(of named: RawNode, _ tree: SyntaxTree) -> Range<Int> {
        tree.storage.tokens[Int(named.endToken) - 1].range
    }
}

extension [Int] {
    /// The indices of a kind's nodes, from a table of starts.
    fileprivate subscript(kind: NodeKind) -> Range<Int> { self[Int(kind.rawValue)]..<self[Int(kind.rawValue) + 1] }
}
