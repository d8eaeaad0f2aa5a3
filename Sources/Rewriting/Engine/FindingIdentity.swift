import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// What a finding is recognised by in another version of its file: no line, no time, nothing of the run.
///
/// Findings of one file with equal identities are told apart by their order.
public struct FindingIdentity: Hashable, Sendable {
    public let codemod: String
    public let path: Path
    /// The classes and functions around the finding, joined by dots; empty at the top level.
    public let scope: String
    /// The statement of the finding, of compound statements the header, without its indentation and with LF at line ends: moving and
    /// re-indenting code changes nothing, any other change does.
    public let statement: [UInt8]

    /// The identity of a finding at an offset of a file.
    init(codemod: String, path: Path, offset: Int, in index: StatementIndex) {
        self.codemod = codemod
        self.path = path
        let tree = index.tree
        let statement = index.statement(at: offset)
        scope = ([statement] + Array(statement.ancestors)).compactMap(Self.name).reversed().joined(separator: ".")
        let isWhole = !statement.kind.isCompoundStatement || statement.child(.body) == nil
        let range = isWhole ? statement.range : StatementLayout(tree).header(of: statement)
        self.statement = Self.dedented(range, in: tree.source)
    }

    private static func name(_ node: Syntax) -> String? {
        guard node.kind == .functionDefinition || node.kind == .classDefinition else { return nil }
        return node.child(.name)?.text
    }

    private static func dedented(_ range: Range<Int>, in source: SourceText) -> [UInt8] {
        let margin = Array(Layout.indentation(before: range.lowerBound, in: source).utf8)
        var result: [UInt8] = []
        var line = range.lowerBound
        while line < range.upperBound {
            let end = min(Layout.lineEnd(of: line, in: source), range.upperBound)
            let isIndented = line > range.lowerBound && source.bytes[line..<end].starts(with: margin)
            result += source.bytes[(isIndented ? line + margin.count : line)..<end]
            line = Layout.nextLineStart(of: line, in: source)
            if end < range.upperBound { result.append(0x0A) }
            if line <= end { break }
        }
        return result
    }
}

/// The statements of a tree by their place.
struct StatementIndex: Sendable {
    let tree: SyntaxTree
    /// In text order, outer ones first.
    private let statements: [UInt32]

    init(_ tree: SyntaxTree) {
        self.tree = tree
        // An outer statement that begins where an inner one does comes after it in postorder.
        statements = tree.root.subtree.filter(\.kind.isStatement).sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
            .map(\.id)
    }

    /// The innermost statement around an offset; the module where there is none.
    func statement(at offset: Int) -> Syntax {
        var (low, high) = (0, statements.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.node(statements[middle]).start <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return tree.root }
        let nearest = tree.node(statements[low - 1])
        return ([nearest] + Array(nearest.ancestors)).first { $0.kind.isStatement && offset < $0.end } ?? tree.root
    }
}
