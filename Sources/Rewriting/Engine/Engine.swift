import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// Runs codemods over files: finds defects, chooses among overlapping fixes, applies and verifies them, and repeats
/// until nothing is left to fix.
///
/// Codemods run one after another, each on the result of the previous one, so that each one's changes can be a
/// commit.
public struct Engine: Sendable {
    /// Passes per codemod. Each pass makes every fix that does not overlap an earlier one, so this limits nesting.
    static let maximumPasses = 50
    /// Rounds over all codemods: a later codemod may create work for an earlier one.
    static let maximumRounds = 3

    let codemods: [any Codemod]
    let settings: RunSettings

    public init(codemods: [any Codemod], settings: RunSettings) {
        self.codemods = codemods
        self.settings = settings
    }

    /// Calls `progress` with the number of finished files, from any thread.
    public func run(
        _ provider: any SourceProvider, progress: (@Sendable (Int) -> Void)? = nil
    ) -> RunResult {
        let paths = provider.paths
        let files = ProviderModules(provider: provider)
        let modules = ProjectIndex(files)
        let noted = Set(codemods.flatMap(\.projectTexts)).sorted()
        let survey = Survey(
            provider: provider, codemods: codemods, settings: settings,
            names: settings.names ?? CodemodNames(codemods), index: modules,
            prefilters: settings.usesPrefilter
                ? PrefilterSet(codemods.map(\.prefilter) + [Suppressions.prefilter], noting: noted) : nil,
            isAllNamed: paths.allSatisfy(provider.isNamed))
        var result = RunResult()
        var project = Project(provider: provider, settings: settings, index: modules)
        let admitted = search(paths, noting: noted, survey, files, &result, &project, progress)
        let surveyed = Parallel.reduce(count: admitted.count, threads: settings.threads, Survey.Result()) {
            survey.look(at: admitted[$1], into: &$0)
            progress?($1)
        }
        for part in surveyed { take(part, &result, &project) }
        result.skipped.sort { $0.path < $1.path }
        result.notices = provider.notices + result.notices.sorted()
        runStages(&project, &result)
        settle(project, &result)
        return result
    }

    /// The files that are still to be looked at. `progress` is called for the others.
    private func search(
        _ paths: [Path], noting texts: [String], _ survey: Survey, _ files: ProviderModules,
        _ result: inout RunResult, _ project: inout Project, _ progress: (@Sendable (Int) -> Void)?
    ) -> [Survey.Admission] {
        let none = Survey.Admissions(noting: texts.count)
        let parts = Parallel.reduce(count: paths.count, threads: settings.threads, none) { found, index in
            let count = found.admitted.count
            survey.search(paths[index], into: &found)
            if found.admitted.count == count { progress?(index) }
        }
        for part in parts {
            result.filesRead += part.filesRead
            take(part.result, &result, &project)
        }
        if parts.allSatisfy(\.isComplete) {
            let noted = texts.indices.map { number in (texts[number], parts.flatMap { $0.noted[number] }.sorted()) }
            files.note(Dictionary(uniqueKeysWithValues: noted))
        }
        return parts.flatMap(\.admitted).sorted { $0.path < $1.path }
    }

    private func take(_ part: Survey.Result, _ result: inout RunResult, _ project: inout Project) {
        result.filesParsed += part.filesParsed
        result.skipped += part.skipped
        result.notices += part.notices
        result.findings += part.findings
        for state in part.states { project.states[state.path] = state }
    }

    private func runStages(_ project: inout Project, _ result: inout RunResult) {
        for _ in 0..<Self.maximumRounds {
            var isChanged = false
            for codemod in codemods {
                var run = StageRun(codemod: codemod, of: codemods, project: project, threads: settings.threads)
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
    private func settle(_ project: Project, _ result: inout RunResult) {
        // Files that only fixes of other files change have been looked at before; what is left in them is found again below.
        result.findings.removeAll { finding in
            if case .fixed = finding.outcome { return false }
            return project.shared[finding.path] != nil
        }
        result.findings += project.withdrawn.values
        for state in project.states.values.sorted(by: { $0.path < $1.path }) {
            if state.isChanged {
                result.changes.append(
                    FileChange(path: state.path, before: state.original.bytes, after: state.tree.source.bytes))
            }
            let found = state.found ?? state.look(codemods)
            for codemod in codemods {
                for finding in found[codemod.id] ?? [] {
                    guard let outcome = leftOver(finding, codemod, state, project) else { continue }
                    result.findings.append(state.located(finding, codemod.id, outcome))
                }
            }
        }
        result.findings.sort {
            ($0.path, $0.range.lowerBound, $0.codemod, $0.message)
                < ($1.path, $1.range.lowerBound, $1.codemod, $1.message)
        }
        var counts: [FindingIdentity: Int] = [:]
        for index in result.findings.indices {
            let count = counts[result.findings[index].identity, default: 0] + 1
            counts[result.findings[index].identity] = count
            result.findings[index].ordinal = count
        }
    }

    private func leftOver(
        _ finding: Finding, _ codemod: any Codemod, _ state: FileState, _ project: Project
    ) -> LocatedFinding.Outcome? {
        switch finding.remedy {
        case .fix(let fix) where !settings.level.includes(fix.level): return .leftOut(fix.level)
        case .fix:
            let isWithdrawn = project.withdrawn[FixKey(codemod.id, state, finding)] != nil
            return isWithdrawn ? nil : .refused(Explanation(EngineReason.notSettled))
        case .refusal(let reason): return .refused(reason)
        case .report: return .reported
        }
    }
}
