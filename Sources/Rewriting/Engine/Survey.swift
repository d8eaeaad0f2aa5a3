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
    let prefilters: PrefilterSet
    /// True if the user named every file: all are parsed, and every codemod is asked.
    let isAllNamed: Bool

    /// In bytes. Larger files are searched even if they are named, because a tree takes many times a file's size.
    private static let largeFile = 1 << 20

    /// The result for some files.
    struct Result: Sendable {
        var filesParsed = 0
        var skipped: [SkippedFile] = []
        var notices: [Notice] = []
        /// Refusals and reports in files without fixes.
        var findings: [LocatedFinding] = []
        /// Files with something to fix; the stages find it again.
        var states: [FileState] = []
        var suppressed: [SuppressedFinding] = []
    }

    /// Files that are worth a look, and what was noted about all.
    struct Admissions: Sendable {
        var filesRead = 0
        var admitted: [Admission] = []
        /// By number of the text: the files that contain it.
        var noted: [[Path]]
        /// What has been looked at already.
        var result = Result()

        init(noting count: Int) { noted = Array(repeating: [], count: count) }
    }

    struct Admission: Sendable {
        let path: Path
        /// By codemod, whether it is asked; nil if all are.
        let codemods: [Bool]?
    }

    /// Searches a file's bytes, and looks at it at once unless a codemod that admits it asks what the whole project contains.
    func search(_ path: Path, into result: inout Admissions) {
        result.filesRead += 1
        do throws(SkipReason) {
            let bytes = try provider.bytes(at: path)
            let match = prefilters.match(bytes)
            for number in match.noted { result.noted[number].append(path) }
            if !settings.usesPrefilter || isAllNamed && bytes.count <= Self.largeFile {
                result.admitted.append(Admission(path: path, codemods: nil))
            } else if let admitted = match.admitted {
                let admission = Admission(path: path, codemods: admitted)
                if codemods.indices.contains(where: { admitted[$0] && !codemods[$0].projectTexts.isEmpty }) {
                    result.admitted.append(admission)
                } else {
                    look(at: admission, bytes, into: &result.result)
                }
            } else if provider.isNamed(path) {
                try FileState.check(bytes)
            }
        } catch {
            result.result.skipped.append(skipped(path, error))
        }
    }

    func look(at admission: Admission, into result: inout Result) {
        do throws(SkipReason) {
            look(at: admission, try provider.bytes(at: admission.path), into: &result)
        } catch {
            result.skipped.append(skipped(admission.path, error))
        }
    }

    private func look(at admission: Admission, _ bytes: [UInt8], into result: inout Result) {
        let path = admission.path
        result.filesParsed += 1
        do throws(SkipReason) {
            let tree = try FileState.tree(of: bytes)
            let suppressions = Suppressions(tree, names, ignoring: settings.pathIgnores.codemods(at: path))
            result.notices += suppressions.notices(in: tree, at: path)
            if suppressions.ignoresFile { throw .ignoredByComment }
            let file = FileContext(path: path, tree: tree, settings: settings.file, project: index)
            let asked = codemods.indices.filter { admission.codemods?[$0] ?? true }
            let sorted = asked.map { (codemods[$0].id, suppressions.sorted(codemods[$0], in: file)) }
            note(
                sorted.flatMap { id, found in found.suppressed.map { (id, $0.finding, $0.comment) } }, in: file, &result
            )
            let found = sorted.map { ($0.0, $0.1.remaining) }
            if found.contains(where: { !$0.1.isEmpty }) { take(found, FileState(file, settings), &result) }
        } catch {
            result.skipped.append(skipped(path, error))
        }
    }

    /// Notes what comments suppress, for reports.
    private func note(
        _ suppressed: [(codemod: String, finding: Finding, comment: Suppressions.Entry)], in file: FileContext,
        _ result: inout Result
    ) {
        if suppressed.isEmpty { return }
        let state = FileState(file, settings)
        result.suppressed += suppressed.map { codemod, finding, comment in
            SuppressedFinding(
                finding: state.located(finding, codemod, outcome(of: finding, in: state)),
                comment: state.original.string(in: comment.offset..<comment.end))
        }
    }

    /// What becomes of a finding that is not fixed.
    private func outcome(of finding: Finding, in state: FileState) -> LocatedFinding.Outcome {
        switch finding.remedy {
        case .fix where !state.original.isRewritable: .refused(Explanation(EngineReason.notUTF8))
        case .fix(let fix): .leftOut(fix.level)
        case .refusal(let reason): .refused(reason)
        case .report: .reported
        }
    }

    private func skipped(_ path: Path, _ reason: SkipReason) -> SkippedFile {
        let isError = reason.isUnreadable || provider.isNamed(path) && reason != .ignoredByComment
        return SkippedFile(path: path, reason: reason, isError: isError)
    }

    private func take(_ found: [(codemod: String, findings: [Finding])], _ state: FileState, _ result: inout Result) {
        var hasFix = false
        var located: [LocatedFinding] = []
        for (codemod, findings) in found {
            for finding in findings {
                if case .fix(let fix) = finding.remedy, state.original.isRewritable,
                    settings.level.includes(fix.level)
                {
                    hasFix = true
                } else {
                    located.append(state.located(finding, codemod, outcome(of: finding, in: state)))
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
