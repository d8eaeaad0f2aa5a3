import PythonSemantics
import PythonSyntax
import SourceText

/// The first look at a file: most files end here, unparsed or without a fix.
struct Survey: Sendable {
    let path: String
    var byteCount = 0
    var isParsed = false
    var skip: SkipReason?
    /// Refusals and reports; fixes are only counted, the stages find them again.
    var findings: [LocatedFinding] = []
    /// Where something is to be fixed.
    var state: FileState?

    init(
        of path: String, from provider: any SourceProvider, codemods: [any Codemod], settings: FileSettings,
        index: ProjectIndex
    ) {
        self.path = path
        do throws(SkipReason) {
            let bytes = try provider.bytes(at: path)
            byteCount = bytes.count
            let admitted = codemods.filter { $0.prefilter.admits(bytes) }
            guard !admitted.isEmpty || provider.isNamed(path) else { return }
            isParsed = true
            try look(at: FileState(parsing: bytes, path: path, settings: settings, index: index), codemods: admitted)
        } catch {
            skip = error
        }
    }

    private mutating func look(at state: FileState, codemods: [any Codemod]) throws(SkipReason) {
        var hasFix = false
        let file = state.context()
        for codemod in codemods {
            for finding in state.findings(of: codemod, in: file) {
                switch finding.remedy {
                case .fix where !state.original.isRewritable:
                    findings.append(state.located(finding, codemod.id, .refused(.notUTF8)))
                case .fix: hasFix = true
                case .refusal(let reason): findings.append(state.located(finding, codemod.id, .refused(reason)))
                case .report: findings.append(state.located(finding, codemod.id, .reported))
                }
            }
        }
        if hasFix { self.state = state }
    }
}

extension FileState {
    /// Reads and parses a file. Throws where it is no Python that can be read, or wants to be left alone.
    init(parsing bytes: [UInt8], path: String, settings: FileSettings, index: ProjectIndex) throws(SkipReason) {
        let source: SourceText
        do { source = try SourceText(fileBytes: bytes) } catch { throw .notText(error) }
        let tree: SyntaxTree
        do {
            tree = try SyntaxTree(parsing: source)
        } catch {
            throw .notPython(error, at: LineTable(source).position(of: error.offset))
        }
        guard tree.reassembledBytes() == source.bytes else {
            throw .unreadable("the syntax tree lost bytes; please report this file")
        }
        let lines = LineTable(source)
        if Suppressions(tree, lines).ignoresFile { throw .ignoredByComment }
        self.init(path: path, settings: settings, index: index, tree: tree)
    }
}

extension RefusalReason {
    static let notUTF8 = RefusalReason("encoding-not-utf-8", "only UTF-8 files are rewritten")
    static let notSettled = RefusalReason("not-settled", "the passes ended before this place was reached")
}
