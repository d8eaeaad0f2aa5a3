/// The tokens of a tree in text order, as a collection. Keeps the tree alive.
public struct TokenList: RandomAccessCollection, Sendable {
    let tree: SyntaxTree

    public var startIndex: Int { 0 }
    public var endIndex: Int { tree.storage.tokens.count }

    public subscript(index: Int) -> Token { tree.storage.tokens[index] }
}
