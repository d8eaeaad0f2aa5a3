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
        prepare(provider, progress: progress).result()
    }

    /// Looks at all files, and changes none yet. Calls `progress` with the number of finished files, from any thread.
    public func prepare(
        _ provider: any SourceProvider, progress: (@Sendable (Int) -> Void)? = nil
    ) -> PreparedRun {
        let paths = provider.paths
        let files = ProviderModules(provider: provider)
        let modules = ProjectIndex(files)
        let noted = Set(codemods.flatMap(\.projectTexts)).sorted()
        let survey = Survey(
            provider: provider, codemods: codemods, settings: settings,
            names: settings.names ?? CodemodNames(codemods), index: modules,
            prefilters: PrefilterSet(codemods.map(\.prefilter) + [Suppressions.prefilter], noting: noted),
            isAllNamed: paths.allSatisfy(provider.isNamed))
        var result = RunResult()
        var project = Project(provider: provider, settings: settings, index: modules)
        let admitted = search(paths, noting: noted, survey, files, &result, &project, progress)
        let surveyed = Parallel.reduce(count: admitted.count, threads: settings.threads, Survey.Result()) {
            survey.look(at: admitted[$1], into: &$0)
            progress?($1)
        }
        for part in surveyed { take(part, &result, &project) }
        result.level = settings.level
        result.skipped.sort { $0.path < $1.path }
        result.notices = provider.notices + result.notices.sorted()
        return PreparedRun(codemods: codemods, project: project, survey: result)
    }

    /// The modules of a project, read when they are asked for.
    public static func index(of provider: any SourceProvider) -> ProjectIndex {
        ProjectIndex(ProviderModules(provider: provider))
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
        let noted = texts.indices.map { number in (texts[number], parts.flatMap { $0.noted[number] }.sorted()) }
        files.note(Dictionary(uniqueKeysWithValues: noted))
        return parts.flatMap(\.admitted).sorted { $0.path < $1.path }
    }

    private func take(_ part: Survey.Result, _ result: inout RunResult, _ project: inout Project) {
        result.filesParsed += part.filesParsed
        result.skipped += part.skipped
        result.notices += part.notices
        result.findings += part.findings
        result.suppressed += part.suppressed
        for state in part.states { project.states[state.path] = state }
    }
}
