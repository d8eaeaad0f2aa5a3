import PythonSyntax
import SourceText

/// `# redline: ignore[codemod, other]`, `# redline: ignore` and `# redline: ignore-file`.
struct Suppressions {
    private enum Scope { case line, file }

    /// By line index: the codemods ignored there; the empty set stands for all.
    private var lines: [Int: Set<String>] = [:]
    private(set) var ignoresFile = false
    private var fileCodemods: Set<String> = []

    init(_ tree: SyntaxTree, _ table: @autoclosure () -> LineTable) {
        let comments = tree.comments.filter { tree.source.bytes[$0].contains(UInt8(ascii: ":")) }
        let marked = comments.compactMap { range in Self.parse(tree.source.string(in: range)).map { (range, $0) } }
        guard !marked.isEmpty else { return }
        let lineTable = table()
        for (range, (scope, codemods)) in marked {
            switch scope {
            case .file where codemods.isEmpty: ignoresFile = true
            case .file: fileCodemods.formUnion(codemods)
            case .line: lines[lineTable.lineIndex(of: range.lowerBound)] = codemods
            }
        }
    }

    /// True where a comment on one of the finding's lines, or in the file, names the codemod.
    func cover(_ codemod: String, at place: Range<Int>, _ table: LineTable) -> Bool {
        if ignoresFile || fileCodemods.contains(codemod) { return true }
        guard !lines.isEmpty else { return false }
        let first = table.lineIndex(of: place.lowerBound)
        let last = table.lineIndex(of: max(place.lowerBound, place.upperBound - 1))
        return (first...last).contains { lines[$0].map { $0.isEmpty || $0.contains(codemod) } ?? false }
    }

    private static func parse(_ comment: String) -> (Scope, Set<String>)? {
        guard let match = comment.firstMatch(of: /#\s*redline:\s*ignore(-file)?(?:\[([\w\s,-]*)\])?(?![\w-])/) else {
            return nil
        }
        let names = (match.2 ?? "").split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        return (match.1 == nil ? .line : .file, Set(names))
    }
}
