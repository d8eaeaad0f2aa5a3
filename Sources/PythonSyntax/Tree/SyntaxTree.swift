import SourceText

/// A parsed file. Lossless: tokens are byte ranges of the source, and everything else is in the gaps between them.
///
/// Immutable, so that any thread can read it. It is a class only so that `Syntax` values are cheap to copy.
public final class SyntaxTree: Sendable {
    public let source: SourceText
    let storage: TreeStorage

    /// Parses a file. Throws a `SyntaxError` for the first place that is not Python.
    public convenience init(parsing source: SourceText) throws(SyntaxError) {
        try self.init(source, allowsMetavariables: false)
    }

    /// Parses a pattern or template: Python with `$name` and `$...name`. Throws a `SyntaxError` as for a file.
    public convenience init(parsingPattern text: String) throws(SyntaxError) {
        try self.init(SourceText(utf8: text), allowsMetavariables: true)
    }

    private init(_ source: SourceText, allowsMetavariables: Bool) throws(SyntaxError) {
        storage = try Parser.parse(source, allowsMetavariables: allowsMetavariables)
        self.source = source
    }

    public var root: Syntax { Syntax(tree: self, id: UInt32(storage.nodes.count - 1)) }

    /// The number of nodes; ids start at 0, children before their parents.
    public var nodeCount: Int { storage.nodes.count }

    public var tokens: TokenList { TokenList(tree: self) }

    public func bytes(ofToken index: Int) -> ArraySlice<UInt8> {
        source.bytes[storage.tokens[index].range]
    }

    public func text(ofToken index: Int) -> String {
        source.string(in: storage.tokens[index].range)
    }

    /// True if a token's bytes are the given word.
    public func token(_ index: Int, is word: String) -> Bool {
        source.bytes[storage.tokens[index].range].elementsEqual(word.utf8)
    }

    /// The node with an id from 0 to `nodeCount` - 1.
    public func node(_ id: UInt32) -> Syntax { Syntax(tree: self, id: id) }
}

/// The parser's result: tokens in text order, nodes in postorder.
struct TreeStorage: ~Copyable, Sendable {
    let tokens: Arena<Token>
    let nodes: Arena<RawNode>
}

extension SyntaxTree {
    /// True if the tokens follow each other in the text, so that tokens and gaps cover all of it.
    public var isLossless: Bool {
        var position: UInt32 = 0
        for index in 0..<storage.tokens.count {
            let token = storage.tokens[index]
            guard token.start >= position, token.end >= token.start else { return false }
            position = token.end
        }
        return position <= source.bytes.count
    }

    /// The text reassembled from tokens and gaps, as an independent check that nothing was lost or moved.
    public func reassembledBytes() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.bytes.count)
        for token in tokens {
            guard result.count <= token.range.lowerBound else { return [] }
            result.append(contentsOf: source.bytes[result.count..<token.range.lowerBound])
            result.append(contentsOf: source.bytes[token.range])
        }
        result.append(contentsOf: source.bytes[result.count...])
        return result
    }

    /// The index of the first token that starts at or after an offset, by binary search.
    public func tokenIndex(atOrAfter offset: Int) -> Int {
        tokens.partitionPoint { $0.start >= offset }
    }
}
