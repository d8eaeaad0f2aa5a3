import PythonSyntax
import SourceText

/// `# redline: ignore[codemod, other]`, `# redline: ignore` and `# redline: ignore-file`.
struct Suppressions {
    private enum Scope { case line, file }

    /// By line index: the codemods ignored there; the empty set stands for all.
    private var lines: [Int: Set<String>] = [:]
    private(set) var ignoresFile = false
    private var fileCodemods: Set<String> = []

    private static let search = NeedleSearch(["redline:"])

    init(_ tree: SyntaxTree) {
        // Hardly any file has such a comment: nothing is made of the others.
        guard Self.search.containsAny(tree.source.bytes, in: tree.source.bytes.indices) else { return }
        let table = LineTable(tree.source)
        for range in tree.comments {
            guard let (scope, codemods) = Self.parse(tree.source.string(in: range)) else { continue }
            switch scope {
            case .file where codemods.isEmpty: ignoresFile = true
            case .file: fileCodemods.formUnion(codemods)
            case .line: lines[table.lineIndex(of: range.lowerBound)] = codemods
            }
        }
    }

    /// What a codemod finds in a file, but for what the file's comments cover.
    func remaining(_ codemod: any Codemod, in file: FileContext) -> [Finding] {
        let found = codemod.findings(in: file)
        if ignoresFile || fileCodemods.contains(codemod.id) { return [] }
        return lines.isEmpty ? found : found.filter { !cover(codemod.id, at: $0.place, file.lines) }
    }

    /// True where a comment on one of the finding's lines names the codemod.
    private func cover(_ codemod: String, at place: Range<Int>, _ table: LineTable) -> Bool {
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
