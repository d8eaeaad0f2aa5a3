import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// The first look at each file: most are rejected by the prefilter, most others have no finding.
struct Survey: Sendable {
    let provider: any SourceProvider
    let codemods: [any Codemod]
    let settings: RunSettings
    /// Every codemod's name, including codemods that are not part of this run.
    let names: CodemodNames
    let index: ProjectIndex
    /// Nil if every file is parsed and every codemod asked.
    let prefilters: PrefilterSet?
    /// True if the user named every file: all are parsed anyway, and no search is needed.
    let isAllNamed: Bool

    /// In bytes. Larger files are searched even if they are named, because a tree takes many times a file's size.
    private static let largeFile = 1 << 20

    /// The result for some files.
    struct Result: Sendable {
        var filesRead = 0
        var filesParsed = 0
        var skipped: [SkippedFile] = []
        var notices: [Notice] = []
        /// Refusals and reports in files without fixes.
        var findings: [LocatedFinding] = []
        /// Files with something to fix; the stages find it again.
        var states: [FileState] = []
    }

    func look(at path: Path, into result: inout Result) {
        result.filesRead += 1
        let isNamed = provider.isNamed(path)
        do throws(SkipReason) {
            let bytes = try provider.bytes(at: path)
            let isSearched = prefilters != nil && (!isAllNamed || bytes.count > Self.largeFile)
            let admitted = isSearched ? prefilters?.admitted(bytes) : nil
            if isSearched, admitted == nil {
                if isNamed { try FileState.check(bytes) }
                return
            }
            result.filesParsed += 1
            let tree = try FileState.tree(of: bytes)
            let suppressions = Suppressions(tree, names, ignoring: settings.pathIgnores.codemods(at: path))
            result.notices += suppressions.notices(in: tree, at: path)
            if suppressions.ignoresFile { throw .ignoredByComment }
            let file = FileContext(path: path, tree: tree, settings: settings.file, project: index)
            let asked = codemods.indices.filter { !isSearched || admitted?[$0] == true }
            let found = asked.map { (codemods[$0].id, suppressions.remaining(codemods[$0], in: file)) }
            if found.contains(where: { !$0.1.isEmpty }) { take(found, FileState(file, settings), &result) }
        } catch {
            let isError = error.isUnreadable || isNamed && error != .ignoredByComment
            result.skipped.append(SkippedFile(path: path, reason: error, isError: isError))
        }
    }

    private func take(_ found: [(codemod: String, findings: [Finding])], _ state: FileState, _ result: inout Result) {
        var hasFix = false
        var located: [LocatedFinding] = []
        for (codemod, findings) in found {
            for finding in findings {
                switch finding.remedy {
                case .fix where !state.original.isRewritable:
                    located.append(state.located(finding, codemod, .refused(Explanation(EngineReason.notUTF8))))
                case .fix(let fix) where !settings.level.includes(fix.level):
                    located.append(state.located(finding, codemod, .leftOut(fix.level)))
                case .fix: hasFix = true
                case .refusal(let reason): located.append(state.located(finding, codemod, .refused(reason)))
                case .report: located.append(state.located(finding, codemod, .reported))
                }
            }
        }
        guard hasFix else {
            result.findings += located
            return
        }
        var state = state
        state.found = Dictionary(uniqueKeysWithValues: found)
        result.states.append(state)
    }
}
