/// Access by id, for loops over all nodes: a `Syntax` for each would retain the tree each time.
extension SyntaxTree {
    public func kind(of id: UInt32) -> NodeKind { storage.nodes[Int(id)].kind }

    /// Nil for the root.
    public func parent(of id: UInt32) -> UInt32? {
        let parent = storage.nodes[Int(id)].parent
        return parent == .none ? nil : parent
    }

    public func role(of id: UInt32) -> NodeRole { storage.nodes[Int(id)].role }

    /// The bytes of a node's first token.
    public func firstToken(of id: UInt32) -> Range<Int> {
        storage.tokens[Int(storage.nodes[Int(id)].firstToken)].range
    }
}
