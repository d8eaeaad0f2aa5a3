import PythonSemantics
import PythonSyntax
import SourceText
import Synchronization

/// The statements of a tree by position, with the properties that identify findings in them. Each is summarised once,
/// however many findings it has.
final class StatementIndex: Sendable {
    typealias Summary = (scope: String, digest: UInt64)

    private let tree: SyntaxTree
    /// In text order, outer ones first.
    private let statements: [UInt32]
    private let known = Mutex<[UInt32: Summary]>([:])

    init(_ tree: SyntaxTree) {
        self.tree = tree
        statements = tree.root.subtree.filter(\.kind.isStatement)
            .sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }.map(\.id)
    }

    func summary(at offset: Int) -> Summary {
        let statement = statement(at: offset)
        if let summary = known.withLock({ $0[statement.id] }) { return summary }
        let scope = ([statement] + Array(statement.ancestors)).compactMap(Self.name).reversed().joined(separator: ".")
        let isWhole = !statement.kind.isCompoundStatement || statement.child(.body) == nil
        let range = isWhole ? statement.range : StatementLayout(tree).header(of: statement)
        let summary = (scope, Self.digest(of: range, in: tree.source))
        known.withLock { $0[statement.id] = summary }
        return summary
    }

    /// The innermost statement around an offset; the module if there is none.
    private func statement(at offset: Int) -> Syntax {
        var (low, high) = (0, statements.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.node(statements[middle]).start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return tree.root }
        let nearest = tree.node(statements[low - 1])
        return ([nearest] + Array(nearest.ancestors)).first { $0.kind.isStatement && offset < $0.end } ?? tree.root
    }

    private static func name(_ node: Syntax) -> String? {
        guard node.kind == .functionDefinition || node.kind == .classDefinition else { return nil }
        return node.child(.name)?.text
    }

    /// A digest of the bytes without their indentation.
    private static func digest(of range: Range<Int>, in source: SourceText) -> UInt64 {
        let margin = Array(Layout.indentation(before: range.lowerBound, in: source).utf8)
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var line = range.lowerBound
        while line < range.upperBound {
            let end = min(Layout.lineEnd(of: line, in: source), range.upperBound)
            let isIndented = line > range.lowerBound && source.bytes[line..<end].starts(with: margin)
            for byte in source.bytes[(isIndented ? line + margin.count : line)..<end] { add(byte) }
            let next = Layout.nextLineStart(of: line, in: source)
            if end < range.upperBound { add(0x0A) }
            if next <= line { break }
            line = next
        }
        return digest
    }
}
