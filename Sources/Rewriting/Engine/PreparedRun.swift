import FileSystem
import PythonSemantics
import SourceText

/// A run whose files have been looked at, and none has been changed: any part of its fixes can be made, and again another part.
///
/// Files are read once. Used by one thread at a time.
public struct PreparedRun: Sendable {
    /// Passes per codemod. Each pass makes every fix that does not overlap an earlier one, so this limits nesting.
    static let maximumPasses = 50
    /// Rounds over all codemods: a later codemod may create work for an earlier one.
    static let maximumRounds = 3

    let codemods: [any Codemod]
    let project: Project
    /// What the first look has found in files without fixes, and about the files.
    let survey: RunResult

    /// The files of the run, sorted.
    public var paths: [Path] { project.provider.paths }
    /// The names of the run's codemods.
    public var codemodNames: Set<String> { Set(codemods.map(\.id)) }
    /// The present names of the run's codemods, by former ones.
    public var formerNames: [String: String] {
        let names = documents.flatMap { document in document.formerNames.map { ($0, document.id) } }
        return Dictionary(names) { first, _ in first }
    }
    /// Every Python file of the project, sorted.
    public var projectPaths: [Path] { project.provider.projectPaths }

    /// A file of the project as the run's source has it; nil if it cannot be read.
    public func bytes(of path: Path) -> [UInt8]? { try? project.provider.bytes(at: path) }

    /// Of the codemods that run.
    public var documents: [CodemodDocument] { codemods.map(\.document) }

    /// Makes fixes: what they change is composed and verified as a whole.
    public func result(making selection: FixSelection = .all) -> RunResult {
        var (project, result) = (project, survey)
        runStages(codemods, &project, selection, &result)
        settle(project, selection, &result)
        return result
    }

    /// All findings, and no fix made: those that have one are left out.
    public func look() -> RunResult { result(making: .only([])) }

    /// What some fixes change, without the other findings. Only their files are worked on.
    public func changes(making places: Set<FixPlace>) -> PartialChanges {
        var (project, result) = (project, RunResult())
        let paths = Set(places.map(\.path))
        project.states = project.states.filter { paths.contains($0.key) }
        // The other codemods could not make anything: they need not look at what becomes of the files.
        let names = Set(places.map(\.codemod))
        runStages(codemods.filter { names.contains($0.id) }, &project, .only(places), &result)
        let changes = project.states.values.compactMap(\.change).sorted { $0.path < $1.path }
        return PartialChanges(files: changes, made: Set(result.findings.compactMap(\.fix)))
    }

    /// What a fix that the first look has found changes, by itself and not verified: without a run of its own. Nil for a fix that
    /// only others make possible, or that changes several files.
    public func proposedChange(_ place: FixPlace) -> FileChange? {
        guard let state = project.states[place.path],
            let finding = state.found?[place.codemod]?.first(where: { $0.place.lowerBound == place.offset }),
            case .fix(let fix) = finding.remedy, fix.otherFiles.isEmpty, let edits = TextEdit.compose(fix.edits)
        else { return nil }
        let original = state.original
        return FileChange(path: place.path, before: original.bytes, after: original.applying(edits).bytes)
    }

    private func runStages(
        _ codemods: [any Codemod], _ project: inout Project, _ selection: FixSelection, _ result: inout RunResult
    ) {
        project.index.forgetChanges()
        for _ in 0..<Self.maximumRounds {
            var isChanged = false
            for codemod in codemods {
                var run = StageRun(codemod: codemod, of: codemods, project: project, making: selection)
                run.run()
                project = run.project
                result.findings += run.fixed
                if let stage = run.stage {
                    result.stages.append(stage)
                    isChanged = true
                }
            }
            if !isChanged { return }
        }
    }

    /// Collects the changes, and the refusals and reports from the last look at the changed files.
    private func settle(_ project: Project, _ selection: FixSelection, _ result: inout RunResult) {
        // Files that only fixes of other files change have been looked at before; what is left in them is found again below.
        result.findings.removeAll { finding in
            if case .fixed = finding.outcome { return false }
            return project.shared[finding.path] != nil
        }
        result.findings += project.withdrawn.values
        for state in project.states.values.sorted(by: { $0.path < $1.path }) {
            result.changes += state.change.map { [$0] } ?? []
            let found = state.found ?? state.look(codemods)
            for codemod in codemods {
                for finding in found[codemod.id] ?? [] {
                    guard let outcome = leftOver(finding, codemod, state, project, selection) else { continue }
                    result.findings.append(state.located(finding, codemod.id, outcome))
                }
            }
        }
        result.findings.sort(by: Self.isBefore)
        result.suppressed.sort { Self.isBefore($0.finding, $1.finding) }
        var counts: [FindingIdentity: Int] = [:]
        func number(_ finding: inout LocatedFinding) {
            counts[finding.identity, default: 0] += 1
            finding.ordinal = counts[finding.identity, default: 0]
        }
        for index in result.findings.indices { number(&result.findings[index]) }
        // After the others: a comment changes nobody else's number.
        for index in result.suppressed.indices { number(&result.suppressed[index].finding) }
    }

    private static func isBefore(_ one: LocatedFinding, _ other: LocatedFinding) -> Bool {
        (one.path, one.range.lowerBound, one.codemod, one.message)
            < (other.path, other.range.lowerBound, other.codemod, other.message)
    }

    private func leftOver(
        _ finding: Finding, _ codemod: any Codemod, _ state: FileState, _ project: Project, _ selection: FixSelection
    ) -> LocatedFinding.Outcome? {
        switch finding.remedy {
        case .fix(let fix):
            let key = FixKey(codemod.id, state, finding)
            if !project.settings.level.includes(fix.level) || !selection.contains(key.place) {
                return .leftOut(fix.level)
            }
            return project.withdrawn[key] != nil ? nil : .refused(Explanation(EngineReason.notSettled))
        case .refusal(let reason): return .refused(reason)
        case .report: return .reported
        }
    }
}
