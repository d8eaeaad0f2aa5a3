import PythonSyntax
import SourceText

/// The consecutive statements of a block or module.
public struct Suite: Sendable {
    /// The block or module.
    public let node: Syntax
    public let statements: [Syntax]

    public init(_ node: Syntax) {
        self.node = node
        statements = node.children.filter { $0.kind.isStatement }
    }

    /// The suite that contains a statement.
    public init?(containing statement: Syntax) {
        guard let parent = statement.parent, parent.kind == .block || parent.kind == .module else { return nil }
        self.init(parent)
    }

    public func index(of statement: Syntax) -> Int? {
        index(containing: statement).flatMap { statements[$0] == statement ? $0 : nil }
    }

    /// The index of the statement that is, or contains, a node. Ids ascend in text order, and a statement's own id is
    /// its last.
    public func index(containing node: Syntax) -> Int? {
        let index = statements.partitionPoint { $0.id >= node.id }
        return index < statements.count && node.isDescendantOrSelf(of: statements[index]) ? index : nil
    }
}

extension Syntax {
    /// The innermost statement that is, or contains, the node.
    public var enclosingStatement: Syntax? {
        kind.isStatement ? self : ancestors.first { $0.kind.isStatement }
    }

    /// The innermost function around the node.
    public var enclosingFunction: Syntax? {
        ancestors.first { $0.kind == .functionDefinition || $0.kind == .lambda }
    }
}
