/// `with` or `async with`.
public struct WithStatement: Sendable, Hashable {
    public let node: Syntax
    /// At least one, in text order.
    public let items: [WithItem]
    public let body: Syntax

    /// Nil for every node but a `with` statement.
    public init?(_ node: Syntax) {
        guard node.kind == .withStatement, let body = node.child(.body) else { return nil }
        self.node = node
        self.body = body
        items = node.children(.item).compactMap(WithItem.init)
    }

    public var isAsync: Bool { node.flags.contains(.async) }
}

/// `context as target` of a `with` statement.
public struct WithItem: Sendable, Hashable {
    public let node: Syntax
    public let context: Syntax
    public let target: Syntax?

    /// Nil for every node but an item of a `with` statement.
    public init?(_ node: Syntax) {
        guard node.kind == .withItem, let context = node.child(.context) else { return nil }
        self.node = node
        self.context = context
        target = node.child(.target)
    }
}
