import SourceText

/// A parsed file. Lossless: tokens are byte ranges of the source, everything else is the gaps between them.
///
/// Immutable, so that it can be read from any thread. A class only to make `Syntax` values cheap to copy.
public final class SyntaxTree: Sendable {
    public let source: SourceText
    public let tokens: [Token]
    let nodes: [RawNode]

    /// Parses a file. Throws a `SyntaxError` that names the first place which is not Python.
    public init(parsing source: SourceText) throws(SyntaxError) {
        (tokens, nodes) = try Parser.parse(source, allowsMetavariables: false)
        self.source = source
    }

    /// Parses a pattern or template: Python with `$name` and `$...name` in it.
    public init(parsingPattern text: String) throws(SyntaxError) {
        let source = SourceText(utf8: text)
        (tokens, nodes) = try Parser.parse(source, allowsMetavariables: true)
        self.source = source
    }

    public var root: Syntax { Syntax(tree: self, id: UInt32(nodes.count - 1)) }

    /// The number of nodes; ids run from 0, children before their parents.
    public var nodeCount: Int { nodes.count }

    /// The text put together from tokens and gaps, as an independent check that nothing was lost or moved.
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

    @inlinable public func bytes(ofToken index: Int) -> ArraySlice<UInt8> {
        source.bytes[tokens[index].range]
    }

    public func text(ofToken index: Int) -> String {
        source.string(in: tokens[index].range)
    }

    /// True where a token's bytes are those of the word given.
    public func token(_ index: Int, is word: String) -> Bool {
        source.bytes[tokens[index].range].elementsEqual(word.utf8)
    }
}

extension SyntaxTree {
    /// The index of the first token that starts at or behind an offset; tokens are sorted by place.
    public func tokenIndex(atOrAfter offset: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SyntaxTree {
    /// The node of an id, from 0 to `nodeCount` - 1.
    public func node(_ id: UInt32) -> Syntax { Syntax(tree: self, id: id) }
}
