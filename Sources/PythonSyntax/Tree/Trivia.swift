import SourceText

/// Comments. They are not tokens: they lie in the gaps.
extension SyntaxTree {
    /// The ranges of all comments, `#` included, line ending excluded, in text order.
    public var comments: [Range<Int>] {
        var found: [Range<Int>] = []
        var position = source.contentStart
        for token in tokens {
            appendComments(in: position..<token.range.lowerBound, to: &found)
            position = Swift.max(position, token.range.upperBound)
        }
        appendComments(in: position..<source.bytes.count, to: &found)
        return found
    }

    /// Those that begin in a range which begins between two tokens.
    public func comments(in range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = range.lowerBound
        for token in tokens[tokenIndex(atOrAfter: range.lowerBound)...] {
            if position >= range.upperBound { break }
            appendComments(in: position..<Swift.max(position, token.range.lowerBound), to: &found)
            position = Swift.max(position, token.range.upperBound)
        }
        return found.filter { $0.lowerBound < range.upperBound }
    }

    private func appendComments(in gap: Range<Int>, to found: inout [Range<Int>]) {
        guard !gap.isEmpty else { return }
        source.bytes.withUnsafeBufferPointer { bytes in
            var position = gap.lowerBound
            while position < gap.upperBound {
                guard bytes[position] == UInt8(ascii: "#") else {
                    position += 1
                    continue
                }
                let start = position
                while position < gap.upperBound, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
                found.append(start..<position)
            }
        }
    }
}
