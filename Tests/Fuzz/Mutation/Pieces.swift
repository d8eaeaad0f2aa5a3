import PythonSyntax
import SourceText

/// The places at which a text can be cut: tokens, lines and, if it is a program, expressions and statements.
struct Pieces {
    var tokens: [Range<Int>] = []
    var lines: [Range<Int>] = []
    var expressions: [Range<Int>] = []
    var statements: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        guard let source = try? SourceText(fileBytes: bytes), source.isRewritable else {
            takeWords(bytes)
            return
        }
        let table = LineTable(source)
        lines = table.starts.indices.map(table.range(ofLine:))
        if let tree = try? SyntaxTree(parsing: source) { take(tree) } else { takeWords(bytes) }
    }

    init(_ tree: SyntaxTree) {
        let table = LineTable(tree.source)
        lines = table.starts.indices.map(table.range(ofLine:))
        take(tree)
    }

    private mutating func take(_ tree: SyntaxTree) {
        tokens = tree.tokens.map(\.range).filter { !$0.isEmpty }
        for node in tree.root.subtree {
            if node.kind.isExpression { expressions.append(node.range) }
            if node.kind.isStatement { statements.append(node.range) }
        }
    }

    /// Runs of letters and digits, and single other bytes: close enough to tokens if there is no tree.
    private mutating func takeWords(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            var end = start + 1
            if Self.isWord(bytes[start]) {
                while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
            }
            if bytes[start] != 0x20 { tokens.append(start..<end) }
            start = end
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
