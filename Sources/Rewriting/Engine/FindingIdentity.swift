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

    /// The identity of a finding at an offset of a tree.
    init(codemod: String, path: Path, offset: Int, in tree: SyntaxTree) {
        self.codemod = codemod
        self.path = path
        let node = Self.deepestNode(at: offset, in: tree)
        scope = ([node] + Array(node.ancestors)).compactMap(Self.name).reversed().joined(separator: ".")
        let statement = node.kind.isStatement ? node : node.enclosingStatement ?? node
        let isWhole = !statement.kind.isCompoundStatement || statement.child(.body) == nil
        let range = isWhole ? statement.range : StatementLayout(tree).header(of: statement)
        self.statement = Self.dedented(range, in: tree.source)
    }

    private static func deepestNode(at offset: Int, in tree: SyntaxTree) -> Syntax {
        var node = tree.root
        while let inner = node.children.first(where: { $0.start <= offset && offset < $0.end }) { node = inner }
        return node
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
