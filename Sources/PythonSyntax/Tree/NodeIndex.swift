import SourceText

/// The nodes of a tree by kind. Made in one pass over the arena, so that each codemod touches only the nodes it looks
/// for.
public struct NodeIndex: Sendable {
    private let tree: SyntaxTree
    /// Ids grouped by kind, children before their parents.
    private let ids: [UInt32]
    /// The start of each kind's ids, and the end of the last.
    private let starts: [Int]
    /// For each call, in the order of `ids`: the signature of the name that its function ends in.
    private let calledNames: [WordSet.Signature]

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
        calledNames = Self.calledNames(of: ids[starts[.call]], tree)
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
        let bytes = tree.source.bytes
        let text = bytes.span
        let first = starts[.call].lowerBound
        var found: [Syntax] = []
        for number in calledNames.indices where names.mayContain(calledNames[number]) {
            let call = ids[first + number]
            let function = tree.storage.nodes[Int(tree.storage.nodes[Int(call)].firstChild)]
            if names.contains(text, Self.lastName(of: function, tree)) { found.append(Syntax(tree: tree, id: call)) }
        }
        return found
    }

    /// Every attribute with one of these names: `query` in `User.query`.
    public func attributes(of names: WordSet) -> [Syntax] {
        let bytes = tree.source.bytes
        let text = bytes.span
        return ids(.attribute).filter { names.contains(text, Self.lastName(of: tree.storage.nodes[Int($0)], tree)) }
            .map { Syntax(tree: tree, id: $0) }
    }

    private func ids(_ kind: NodeKind) -> ArraySlice<UInt32> { ids[starts[kind]] }

    private static func calledNames(of calls: ArraySlice<UInt32>, _ tree: SyntaxTree) -> [WordSet.Signature] {
        let bytes = tree.source.bytes
        let text = bytes.span
        return calls.map { call in
            let function = tree.storage.nodes[Int(tree.storage.nodes[Int(call)].firstChild)]
            let hasName = function.kind == .name || function.kind == .attribute
            return hasName ? WordSet.Signature(text, lastName(of: function, tree)) : .none
        }
    }

    @inline(__always) private static func lastName(of named: RawNode, _ tree: SyntaxTree) -> Range<Int> {
        tree.storage.tokens[Int(named.endToken) - 1].range
    }
}

extension [Int] {
    /// The indices of a kind's nodes, from a table of starts.
    fileprivate subscript(kind: NodeKind) -> Range<Int> { self[Int(kind.rawValue)]..<self[Int(kind.rawValue) + 1] }
}
