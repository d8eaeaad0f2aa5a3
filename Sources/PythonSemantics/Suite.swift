import PythonSyntax
import SourceText

/// The statements that follow each other in a block or module.
public struct Suite: Sendable {
    /// The block or module.
    public let node: Syntax
    public let statements: [Syntax]

    public init(_ node: Syntax) {
        self.node = node
        statements = node.children.filter { $0.kind.isStatement }
    }

    /// The suite that a statement stands in.
    public init?(containing statement: Syntax) {
        guard let parent = statement.parent, parent.kind == .block || parent.kind == .module else { return nil }
        self.init(parent)
    }

    public func index(of statement: Syntax) -> Int? {
        index(containing: statement).flatMap { statements[$0] == statement ? $0 : nil }
    }

    /// The index of the statement that a node is, or is inside of. Ids ascend in text order, and a statement's own is its last.
    public func index(containing node: Syntax) -> Int? {
        let index = statements.partitionPoint { $0.id >= node.id }
        return index < statements.count && node.isDescendantOrSelf(of: statements[index]) ? index : nil
    }
}

extension Syntax {
    /// The innermost statement that the node is, or is part of.
    public var enclosingStatement: Syntax? {
        kind.isStatement ? self : ancestors.first { $0.kind.isStatement }
    }

    /// The innermost function that the node is inside of.
    public var enclosingFunction: Syntax? {
        ancestors.first { $0.kind == .functionDefinition || $0.kind == .lambda }
    }
}
