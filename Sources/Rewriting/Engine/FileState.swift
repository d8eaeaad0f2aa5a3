import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// A file on its way through the stages: what it was, what it is now, and how places lead back.
struct FileState: Sendable {
    let path: Path
    let settings: RunSettings
    let index: ProjectIndex
    let original: SourceText
    let originalLines: LineTable
    private let originalStatements: StatementIndex
    private(set) var tree: SyntaxTree
    /// Names of the current text that nothing defines: a fix must not add one.
    private(set) var unresolvedNames: Set<String>
    /// The current text's names, until the first look at it.
    private var unseen: ModuleFile?
    private var map = OffsetMap()
    /// What codemods, by their names, find in the current text; nil where nobody has looked yet.
    var found: [String: [Finding]]? {
        didSet { if found != nil { unseen = nil } }
    }

    init(_ file: FileContext, _ settings: RunSettings) {
        index = file.project
        path = file.path
        self.settings = settings
        tree = file.tree
        originalStatements = StatementIndex(file.tree)
        unresolvedNames = file.semantics.unresolvedNames
        original = file.tree.source
        originalLines = file.lines
    }

    /// Reads and parses a file. Throws where it is no Python that can be read, or wants to be left alone.
    init(parsing bytes: [UInt8], path: Path, settings: RunSettings, index: ProjectIndex) throws(SkipReason) {
        let tree = try Self.tree(of: bytes)
        if Suppressions(tree, settings.names ?? CodemodNames([])).ignoresFile { throw .ignoredByComment }
        self.init(FileContext(path: path, tree: tree, settings: settings.file, project: index), settings)
    }

    /// Throws if a file's bytes are not Python that can be read. Keeps nothing.
    static func check(_ bytes: [UInt8]) throws(SkipReason) {
        let source = try source(of: bytes)
        if let error = SyntaxCheck.firstError(in: source) {
            throw .notPython(error, at: LineTable(source).position(of: error.offset))
        }
    }

    private static func source(of bytes: [UInt8]) throws(SkipReason) -> SourceText {
        do throws(SourceError) {
            return try SourceText(fileBytes: bytes)
        } catch {
            if case .tooLarge = error.kind { throw .notText(error, at: nil) }
            throw .notText(error, at: LineTable(of: bytes).position(of: error.offset))
        }
    }

    /// The tree of a file's bytes. Throws if it is not Python that can be read.
    static func tree(of bytes: [UInt8]) throws(SkipReason) -> SyntaxTree {
        let source = try source(of: bytes)
        let tree: SyntaxTree
        do {
            tree = try SyntaxTree(parsing: source)
        } catch {
            throw .notPython(error, at: LineTable(source).position(of: error.offset))
        }
        guard tree.isLossless else { throw .unreadable("the syntax tree lost bytes; please report this file") }
        return tree
    }

    var isChanged: Bool { tree.source.bytes != original.bytes }

    mutating func advance(to next: ModuleFile, by edits: [TextEdit]) {
        map.append(edits)
        tree = next.tree
        unresolvedNames = next.semantics.unresolvedNames
        unseen = next
        found = nil
    }

    /// A finding in the current text as one of the original.
    func located(_ finding: Finding, _ codemod: String, _ outcome: LocatedFinding.Outcome) -> LocatedFinding {
        let start = map.original(finding.place.lowerBound)
        let end = max(start, map.original(finding.place.upperBound))
        return LocatedFinding(
            identity: FindingIdentity(codemod: codemod, path: path, offset: start, in: originalStatements),
            range: start..<end, position: originalLines.position(of: start), end: originalLines.position(of: end),
            message: finding.message, outcome: outcome, evidence: finding.evidence.compactMap(located))
    }

    /// The place in the original of what was read to decide. Other files are read as they were before the run.
    private func located(_ evidence: Evidence) -> LocatedEvidence? {
        guard evidence.path != path else {
            let start = map.original(evidence.range.lowerBound)
            return LocatedEvidence(path: path, position: originalLines.position(of: start), label: evidence.label)
        }
        return index.file(at: evidence.path).map { module in
            let position = LineTable(module.tree.source).position(of: evidence.range.lowerBound)
            return LocatedEvidence(path: evidence.path, position: position, label: evidence.label)
        }
    }

    /// What each codemod finds in the current text, suppressed findings left out: in one context, so that names and types are
    /// worked out once.
    func look(_ codemods: [any Codemod]) -> [String: [Finding]] {
        let file = FileContext(path: path, tree: tree, settings: settings.file, project: index, known: unseen)
        let suppressions = Suppressions(
            tree, settings.names ?? CodemodNames(codemods), ignoring: settings.pathIgnores.codemods(at: path))
        return Dictionary(uniqueKeysWithValues: codemods.map { ($0.id, suppressions.remaining($0, in: file)) })
    }
}
