/// `try`, with its handlers, `else` and `finally`.
public struct TryStatement: Sendable, Hashable {
    public let node: Syntax
    public let body: Syntax

    /// Nil for every node but a `try` statement.
    public init?(_ node: Syntax) {
        guard node.kind == .tryStatement, let body = node.child(.body) else { return nil }
        self.node = node
        self.body = body
    }

    /// `except` clauses in text order.
    public var handlers: [ExceptHandler] { node.children(.handler).compactMap(ExceptHandler.init) }

    public var hasHandlers: Bool { node.child(.handler) != nil }

    /// The block of the `else` clause.
    public var orElse: Syntax? { node.child(.orElse)?.child(.body) }

    /// The block of the `finally` clause.
    public var finalBody: Syntax? { node.child(.finalBody)?.child(.body) }
}

/// `except Type as name:`.
public struct ExceptHandler: Sendable, Hashable {
    public let node: Syntax
    public let body: Syntax

    /// Nil for every node but an `except` clause.
    public init?(_ node: Syntax) {
        guard node.kind == .exceptClause, let body = node.child(.body) else { return nil }
        self.node = node
        self.body = body
    }

    /// One type or a tuple of them; nil for a bare `except`.
    public var exception: Syntax? { node.child(.exception) }
    public var alias: Syntax? { node.child(.alias) }

    /// The types that are caught; none for a bare `except`.
    public var exceptions: [Syntax] {
        guard let exception = exception?.withoutParentheses else { return [] }
        return exception.kind == .tuple ? exception.children(.element) : [exception]
    }
}
