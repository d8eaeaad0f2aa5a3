import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// The first look at files: most end at the prefilter, most of the others without a finding.
struct Survey: Sendable {
    let provider: any SourceProvider
    let codemods: [any Codemod]
    let settings: RunSettings
    /// Every codemod's name, those that this run leaves out too.
    let knownCodemods: Set<String>
    let index: ProjectIndex
    /// Nil where every file is parsed and every codemod asked.
    let prefilters: PrefilterSet?

    /// What a number of files came to.
    struct Result: Sendable {
        var filesRead = 0
        var filesParsed = 0
        var bytesRead = 0
        var skipped: [SkippedFile] = []
        var notices: [Notice] = []
        /// Refusals and reports of files where nothing is to be fixed.
        var findings: [LocatedFinding] = []
        /// Files where something is to be fixed; the stages find it again.
        var states: [FileState] = []
    }

    func look(at path: Path, into result: inout Result) {
        result.filesRead += 1
        let isNamed = provider.isNamed(path)
        do throws(SkipReason) {
            let bytes = try provider.bytes(at: path)
            result.bytesRead += bytes.count
            let admitted = prefilters?.admitted(bytes)
            if prefilters != nil, admitted == nil, !isNamed { return }
            result.filesParsed += 1
            let tree = try FileState.tree(of: bytes)
            let suppressions = Suppressions(tree, ignoring: settings.pathIgnores.codemods(at: path))
            result.notices += suppressions.notices(in: tree, at: path, known: knownCodemods)
            if suppressions.ignoresFile { throw .ignoredByComment }
            let file = FileContext(path: path, tree: tree, settings: settings.file, project: index)
            let asked = codemods.indices.filter { prefilters == nil || admitted?[$0] == true }
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
                    located.append(state.located(finding, codemod, .refused(.notUTF8)))
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

extension RefusalReason {
    static let notUTF8 = RefusalReason("encoding-not-utf-8", "only UTF-8 files are rewritten")
    static let notSettled = RefusalReason("not-settled", "the passes ended before this place was reached")
}
