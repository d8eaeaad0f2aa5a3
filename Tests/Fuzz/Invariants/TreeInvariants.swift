import PythonSyntax
import SourceText

/// A tree reproduces its text, and its nodes are in postorder, each around its children and within its parent.
struct TreeInvariants {
    private let tree: SyntaxTree

    init(_ tree: SyntaxTree) { self.tree = tree }

    func check() throws(Violation) {
        try require(tree.reassembledBytes() == tree.source.bytes, "the tree does not give the text back")
        try checkTokens()
        try require(tree.nodeCount > 0 && tree.root.kind == .module, "the root is no module")
        try require(tree.root.parent == nil && tree.root.nextSibling == nil, "something lies around the root")
        for id in 0..<UInt32(tree.nodeCount) { try check(tree.node(id)) }
    }

    private func checkTokens() throws(Violation) {
        var end = 0
        for token in tree.tokens {
            try require(token.range.lowerBound >= end, "tokens overlap at \(end)")
            end = token.range.upperBound
        }
        try require(end <= tree.source.bytes.count, "a token behind the end")
        try require(tree.tokens.last?.kind == .endOfFile, "no end of file")
    }

    private func check(_ node: Syntax) throws(Violation) {
        let tokens = node.tokenRange
        try require(tokens.upperBound <= tree.tokens.count, "\(node.kind) \(node.id) reaches behind the last token")
        if node.parent == nil {
            try require(node == tree.root, "\(node.kind) \(node.id) has no parent")
        }
        var next = tokens.lowerBound
        var previous: UInt32?
        for child in node.children {
            try require(child.parent == node, "\(child.kind) \(child.id) is not its parent's")
            try require(child.id < node.id && child.isDescendant(of: node), "\(child.kind) \(child.id) lies outside")
            try require(previous.map { $0 < child.id } ?? true, "children of \(node.kind) \(node.id) out of order")
            let part = child.tokenRange
            try require(
                part.lowerBound >= next && part.upperBound <= tokens.upperBound,
                "\(child.kind) \(child.id) does not lie within \(node.kind) \(node.id)")
            next = part.upperBound
            previous = child.id
        }
    }
}
