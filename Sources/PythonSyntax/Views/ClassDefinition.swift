/// A `class` statement.
public struct ClassDefinition: Sendable, Hashable {
    public let node: Syntax
    public let name: String
    public let body: Syntax
    /// Base classes and keywords such as `metaclass=` and `table=`.
    public let arguments: [CallArgument]

    /// Nil for every node but a class definition.
    public init?(_ node: Syntax) {
        guard node.kind == .classDefinition, let name = node.child(.name), let body = node.child(.body) else {
            return nil
        }
        self.node = node
        self.name = name.text
        self.body = body
        arguments = node.child(.arguments)?.children.map(CallArgument.init) ?? []
    }

    public var bases: [Syntax] { arguments.filter { $0.keyword == nil && !$0.isUnpacked }.map(\.value) }
    public var decorators: [Syntax] { node.children(.decorator).compactMap { $0.child(.value) } }
    public func keyword(_ name: String) -> Syntax? { arguments.first { $0.keyword == name }?.value }
}

extension Syntax {
    /// `Base` in the generic `Base[T]`.
    public var withoutTypeArguments: Syntax { kind == .subscription ? child(.object) ?? self : self }
}
