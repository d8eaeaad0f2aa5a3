extension Syntax {
    /// The innermost statement around an offset in the text, this node included; nil if there is none.
    public func statement(at offset: Int) -> Syntax? {
        var found = kind.isStatement ? self : nil
        var node = self
        while let inner = node.children.first(where: { $0.start <= offset && offset < $0.end }) {
            if inner.kind.isStatement { found = inner }
            node = inner
        }
        return found
    }
}
