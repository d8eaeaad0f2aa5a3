import PythonSemantics
import PythonSyntax
import SourceText

/// A file on its way through the stages: what it was, what it is now, and how places lead back.
struct FileState: Sendable {
    let path: String
    let settings: FileSettings
    let index: ProjectIndex
    let original: SourceText
    let originalLines: LineTable
    private(set) var tree: SyntaxTree
    private var map = OffsetMap()

    init(path: String, settings: FileSettings, index: ProjectIndex, tree: SyntaxTree) {
        self.index = index
        self.path = path
        self.settings = settings
        self.tree = tree
        original = tree.source
        originalLines = LineTable(tree.source)
    }

    var isChanged: Bool { tree.source.bytes != original.bytes }

    mutating func advance(to next: SyntaxTree, by edits: [TextEdit]) {
        map.append(edits)
        tree = next
    }

    /// A finding in the current text as one of the original.
    func located(_ finding: Finding, _ codemod: String, _ outcome: LocatedFinding.Outcome) -> LocatedFinding {
        let offset = map.original(finding.place.lowerBound)
        return LocatedFinding(
            path: path, offset: offset, position: originalLines.position(of: offset), codemod: codemod,
            message: finding.message, outcome: outcome)
    }

    /// The current text as codemods see it: one for all of them, so that names and types are worked out once.
    func context() -> FileContext { FileContext(path: path, tree: tree, settings: settings, project: index) }

    /// What a codemod finds in the current text, suppressed findings left out.
    func findings(of codemod: any Codemod, in file: FileContext) -> [Finding] {
        guard codemod.prefilter.admits(tree.source.bytes) else { return [] }
        let found = codemod.findings(in: file)
        guard !found.isEmpty else { return [] }
        let suppressions = Suppressions(tree, file.lines)
        return found.filter { !suppressions.cover(codemod.id, at: $0.place, file.lines) }
    }
}
