import PythonSyntax
import SourceText
import Terminal

/// The colours of a Python text: by its own tokens, or none if it is not Python.
struct SyntaxColors {
    private let tree: SyntaxTree?
    private let comments: [Range<Int>]

    init(_ bytes: [UInt8]) {
        tree = (try? SourceText(fileBytes: bytes)).flatMap { source in
            // Offsets are those of the file only where nothing is decoded.
            source.bytes.count == bytes.count ? try? SyntaxTree(parsing: source) : nil
        }
        comments = tree?.comments ?? []
    }

    /// The parts of a range that are not plain, in order.
    func parts(in range: Range<Int>) -> [(range: Range<Int>, style: Style)] {
        guard let tree else { return [] }
        var parts: [(range: Range<Int>, style: Style)] = []
        // A string may have begun lines before.
        let first = max(0, tree.tokenIndex(atOrAfter: range.lowerBound) - 1)
        for token in tree.tokens[first...] {
            if token.range.lowerBound >= range.upperBound { break }
            let shown = token.range.clamped(to: range)
            if !shown.isEmpty, let style = Self.style(of: token.kind) { parts.append((shown, style)) }
        }
        let start = comments.partitioningIndex { $0.upperBound > range.lowerBound }
        for comment in comments[start...] {
            if comment.lowerBound >= range.upperBound { break }
            parts.append((comment.clamped(to: range), .dim))
        }
        return parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The lines, from 0, of the innermost function around an offset; nil at the top level.
    func function(around offset: Int) -> ClosedRange<Int>? {
        guard let tree else { return nil }
        var node = tree.root.statement(at: offset)
        while let current = node, current.kind != .functionDefinition { node = current.parent }
        guard let node else { return nil }
        let lines = LineTable(tree.source)
        return lines.lineIndex(of: node.start)...lines.lineIndex(of: max(node.start, node.end - 1))
    }

    private static func style(of kind: TokenKind) -> Style? {
        switch kind {
        case .string, .fStringStart, .fStringMiddle, .fStringEnd: Style(.yellow)
        case .number, .keywordTrue, .keywordFalse, .keywordNone: Style(.cyan)
        default: isKeyword(kind) ? Style(.blue) : nil
        }
    }

    private static func isKeyword(_ kind: TokenKind) -> Bool {
        kind.rawValue >= TokenKind.keywordFalse.rawValue && kind.rawValue <= TokenKind.keywordYield.rawValue
    }
}

extension Array {
    /// The first index whose element meets a condition that is false before it and true after it; the count if none does.
    fileprivate func partitioningIndex(_ isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
