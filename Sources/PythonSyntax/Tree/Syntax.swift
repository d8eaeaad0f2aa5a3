import SourceText

/// A node of a tree: cheap to copy, compared by identity.
public struct Syntax: Sendable, Hashable {
    public let tree: SyntaxTree
    public let id: UInt32

    init(tree: SyntaxTree, id: UInt32) {
        self.tree = tree
        self.id = id
    }

    var raw: RawNode { tree.storage.nodes[Int(id)] }

    public var kind: NodeKind { raw.kind }
    public var role: NodeRole { raw.role }
    public var flags: NodeFlags { raw.flags }

    public static func == (left: Self, right: Self) -> Bool {
        left.id == right.id && left.tree === right.tree
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
    }
}

// MARK: Family

extension Syntax {
    public var parent: Syntax? { optional(raw.parent) }
    public var firstChild: Syntax? { optional(raw.firstChild) }
    public var nextSibling: Syntax? { optional(raw.nextSibling) }

    private func optional(_ id: UInt32) -> Syntax? {
        id == .none ? nil : Syntax(tree: tree, id: id)
    }

    public var children: Children { Children(tree: tree, first: raw.firstChild) }

    /// Ancestors from the parent outwards.
    public var ancestors: some Sequence<Syntax> {
        sequence(first: self, next: \.parent).dropFirst()
    }

    /// The node and everything below it, children before parents. Not recursive: a subtree is contiguous in the
    /// arena.
    public var subtree: some Sequence<Syntax> {
        let tree = self.tree
        return (raw.firstDescendant...id).lazy.map { Syntax(tree: tree, id: $0) }
    }

    public func isDescendant(of other: Syntax) -> Bool {
        other.raw.firstDescendant <= id && id < other.id
    }

    public func isDescendantOrSelf(of other: Syntax) -> Bool {
        self == other || isDescendant(of: other)
    }

    /// The first child with a role. Parentheses around the object of `(a).b` mean nothing, and whoever asks would forget them.
    public func child(_ role: NodeRole) -> Syntax? {
        var next = raw.firstChild
        while next != .none {
            let node = tree.storage.nodes[Int(next)]
            if node.role == role {
                let child = Syntax(tree: tree, id: next)
                return role == .object ? child.withoutParentheses : child
            }
            next = node.nextSibling
        }
        return nil
    }

    public func children(_ role: NodeRole) -> [Syntax] {
        children.filter { $0.role == role }
    }

    public struct Children: Sequence, IteratorProtocol, Sendable {
        let tree: SyntaxTree
        var first: UInt32

        public mutating func next() -> Syntax? {
            guard first != .none else { return nil }
            defer { first = tree.storage.nodes[Int(first)].nextSibling }
            return Syntax(tree: tree, id: first)
        }
    }
}

// MARK: Text

extension Syntax {
    /// Indices of the node's tokens.
    public var tokenRange: Range<Int> { Int(raw.firstToken)..<Int(raw.endToken) }

    public var firstToken: Int { Int(raw.firstToken) }
    /// The last token; for an empty node, the one that follows it.
    public var lastToken: Int { Swift.max(Int(raw.firstToken), Int(raw.endToken) - 1) }

    /// The bytes from the first token's start to the last token's end.
    public var range: Range<Int> {
        let raw = self.raw
        let start = Int(tree.storage.tokens[Int(raw.firstToken)].start)
        guard raw.endToken > raw.firstToken else { return start..<start }
        return start..<Swift.max(start, Int(tree.storage.tokens[Int(raw.endToken) - 1].end))
    }

    public var start: Int { range.lowerBound }
    public var end: Int { range.upperBound }

    public var text: String { tree.source.string(in: range) }

    public var bytes: ArraySlice<UInt8> { tree.source.bytes[range] }
}
