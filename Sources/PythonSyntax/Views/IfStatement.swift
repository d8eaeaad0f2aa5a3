/// `if`, with its `elif` and `else` clauses.
public struct IfStatement: Sendable, Hashable {
    public let node: Syntax
    public let test: Syntax
    public let body: Syntax

    /// Nil for every node but an `if` statement.
    public init?(_ node: Syntax) {
        guard node.kind == .ifStatement, let test = node.child(.test), let body = node.child(.body) else { return nil }
        self.node = node
        self.test = test
        self.body = body
    }

    /// `elif` clauses in text order, the `else` clause last.
    public var clauses: [Syntax] { node.children(.orElse) }

    public var hasElif: Bool { node.child(.orElse)?.kind == .elifClause }

    /// The block of the `else` clause.
    public var elseBody: Syntax? {
        clauses.last.flatMap { $0.kind == .elseClause ? $0.child(.body) : nil }
    }
}
