import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// A file during the stages: its original, its current text, and the mapping of places between them.
struct FileState: Sendable {
    let path: Path
    let settings: RunSettings
    let index: ProjectIndex
    let original: SourceText
    let originalLines: LineTable
    private let originalStatements: StatementIndex
    private(set) var tree: SyntaxTree
    /// Names in the current text that nothing defines: a fix must not add any.
    private(set) var unresolvedNames: Set<String>
    /// The names of the current text, until it is first looked at.
    private var unseen: ModuleFile?
    private var map = OffsetMap()
    private var fixEdits: [FixEdit] = []
    /// The findings in the current text by codemod; nil if nobody has looked yet.
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

    /// Reads and parses a file. Throws if it is not valid Python 3, or if a comment excludes it.
    init(parsing bytes: [UInt8], path: Path, settings: RunSettings, index: ProjectIndex) throws(SkipReason) {
        let tree = try Self.tree(of: bytes)
        if Suppressions(tree, settings.names ?? CodemodNames([])).ignoresFile { throw .ignoredByComment }
        self.init(FileContext(path: path, tree: tree, settings: settings.file, project: index), settings)
    }

    /// Throws if a file's bytes are not valid Python 3. Keeps nothing.
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

    /// The tree of a file's bytes. Throws if they are not valid Python 3.
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

    /// From the original to the current text; nil if they are equal.
    var change: FileChange? {
        isChanged ? FileChange(path: path, before: original.bytes, after: tree.source.bytes, edits: fixEdits) : nil
    }

    /// Notes what a fix changes in the current text.
    mutating func note(_ fix: FixPlace, _ edits: [TextEdit]) {
        fixEdits += edits.map { edit in
            let start = map.original(edit.range.lowerBound)
            return FixEdit(fix: fix, range: start..<max(start, map.original(edit.range.upperBound)))
        }
    }

    /// Notes what a fix of another file changes in the text before the run.
    mutating func note(_ fix: FixPlace, original edits: [TextEdit]) {
        fixEdits += edits.map { FixEdit(fix: fix, range: $0.range) }
    }

    mutating func advance(to next: ModuleFile, by edits: [TextEdit]) {
        map.append(edits)
        tree = next.tree
        unresolvedNames = next.semantics.unresolvedNames
        unseen = next
        found = nil
    }

    /// Lays out what edits left of an earlier text as the file is.
    mutating func layOut(since before: SyntaxTree, by edits: [TextEdit]) {
        let style = FileStyle(of: before, lineLength: settings.file.lineLength)
        change(
            by: ContinuationLines.edits(in: tree, since: before, by: edits, unit: style.indentUnit)
                + BlankLines(in: tree).edits(since: before, by: edits))
        let lines = FormattedLines(since: before, style: style)
        // A bracket that is joined or broken may need the ones around or inside it to follow.
        for _ in 0..<4 where change(by: lines?.edits(in: tree) ?? []) {}
    }

    /// Applies edits that change only the layout. False if there are none, or if they change more.
    @discardableResult
    private mutating func change(by edits: [TextEdit]) -> Bool {
        guard let edits = TextEdit.compose(edits), !edits.isEmpty,
            let next = try? SyntaxTree(parsing: tree.source.applying(edits)),
            Verification.keepsTokens(tree, edits, next)
        else { return false }
        advance(to: ModuleFile(path: path, tree: next, in: index), by: edits)
        return true
    }

    /// Translates a finding in the current text to the original.
    func located(_ finding: Finding, _ codemod: String, _ outcome: LocatedFinding.Outcome) -> LocatedFinding {
        let start = map.original(finding.place.lowerBound)
        let end = max(start, map.original(finding.place.upperBound))
        return LocatedFinding(
            identity: FindingIdentity(codemod: codemod, path: path, offset: start, in: originalStatements),
            span: originalLines.span(of: start..<end), message: finding.message, outcome: outcome,
            evidence: finding.evidence.compactMap(located))
    }

    /// Translates evidence to the original. Other files are read as they were before the run.
    private func located(_ evidence: Evidence) -> LocatedEvidence? {
        guard evidence.path != path else {
            let start = map.original(evidence.range.lowerBound)
            let end = max(start, map.original(evidence.range.upperBound))
            return LocatedEvidence(path: path, span: originalLines.span(of: start..<end), label: evidence.label)
        }
        return index.file(at: evidence.path).map { module in
            LocatedEvidence(
                path: evidence.path, span: module.lines.span(of: evidence.range), label: evidence.label)
        }
    }

    /// The findings of each codemod in the current text, without suppressed ones. All use one context, so that names
    /// and types are resolved once.
    func look(_ codemods: [any Codemod]) -> [String: [Finding]] {
        let file = FileContext(path: path, tree: tree, settings: settings.file, project: index, known: unseen)
        let suppressions = Suppressions(
            tree, settings.names ?? CodemodNames(codemods), ignoring: settings.pathIgnores.codemods(at: path))
        return Dictionary(uniqueKeysWithValues: codemods.map { ($0.id, suppressions.remaining($0, in: file)) })
    }
}
