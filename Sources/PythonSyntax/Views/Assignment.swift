/// `target = value`, `first = second = value` or `target: annotation = value`.
public struct Assignment: Sendable, Hashable {
    public let node: Syntax
    /// In text order; more than one only for `first = second = value`.
    public let targets: [Syntax]
    public let annotation: Syntax?
    /// Nil for `target: annotation` alone.
    public let value: Syntax?

    /// Nil for every node but an assignment; `+=` is not one.
    public init?(_ node: Syntax) {
        guard node.kind == .assignment || node.kind == .annotatedAssignment else { return nil }
        self.node = node
        targets = node.children(.target).map(\.withoutParentheses)
        annotation = node.child(.annotation)
        value = node.child(.value)
    }

    /// The target, if there is only one.
    public var soleTarget: Syntax? { targets.count == 1 ? targets[0] : nil }
}
