import ArgumentParser
import Delivery
import FileSystem
import Inputs
import Reporting
import Review
import Rewriting

/// One run of the engine over a command's files, and the report at its end.
///
/// A command that writes does so before it calls `finish`, so that a closed output undoes nothing.
struct Run {
    let input: RunInput
    let options: RunOptions
    let level: FixLevel
    /// Of the codemods that run.
    let documents: [CodemodDocument]
    var result: RunResult
    /// Which decisions hold, and what they hide.
    let decided: DecidedRun
    let prepared: PreparedRun
    let engine: Engine
    var matching: DecisionMatching { decided.matching }
    /// The run again, with only some of its fixes.
    private let rerun: (Set<FixPlace>) -> RunResult
    /// What a review of it would show; nil unless the run was asked to keep that.
    let review: (scope: ReviewScope, decisions: DecisionsFile)?
    private let start = ContinuousClock.now
    private var end: ContinuousClock.Instant?

    /// The time spent finding the input counts too.
    init(
        _ input: @autoclosure () throws -> RunInput, _ options: RunOptions, level fallback: FixLevel,
        decisions: DecisionOptions, threads: Int? = nil, parseAll: Bool = false, showsProgress: Bool = true,
        keepsReview: Bool = false
    ) throws {
        let input = try input()
        self.input = input
        self.options = options
        let (codemods, settings) = try options.settings(
            input, level: fallback, threads: threads, parseAll: parseAll)
        level = settings.level
        documents = codemods.map(\.document)
        let kept = try decisions.kept(in: input.root)
        let baseline = try decisions.baseline(in: input.root)
        let bar = ProgressBar(total: input.provider.paths.count, isShown: showsProgress)
        let engine = Engine(codemods: codemods, settings: settings)
        let earlier = try decisions.since.earlier(input, by: engine)
        let prepared = engine.prepare(input.provider) { _ in bar.advance() }
        let since = decisions.since.new(prepared, since: earlier, by: engine)
        let policy = decisions.undecided
        func run(only places: Set<FixPlace>?) -> DecidedRun {
            DecidedRun(prepared, kept, undecided: policy, baseline: baseline, since: since, only: places)
        }
        let all =
            keepsReview
            ? DecidedRun(Proposals(prepared), kept, undecided: policy, baseline: baseline, since: since)
            : run(only: nil)
        review = keepsReview ? all.proposals.map { (ReviewScope($0, all), DecisionsFile(kept)) } : nil
        (decided, result, self.engine, self.prepared) = (all, all.result, engine, prepared)
        rerun = { run(only: $0).result }
        bar.clear()
        result.notices = input.notices + result.notices
    }

    /// What the run makes with only some of its fixes, without the notices of its input.
    func result(only places: Set<FixPlace>) -> RunResult { rerun(places) }

    /// Makes only the fixes of the worst defects.
    mutating func limit(to count: Int?) {
        let all = result.fixes.count
        guard let count, count < all else { return }
        narrow(to: WorstFirst.chosen(count, of: result, documents))
        result.notices.append(
            Notice(.note, "\((all - result.fixes.count).counted("fix", plural: "fixes")) left out by --max-fixes"))
    }

    /// Makes only some of the fixes.
    mutating func narrow(to places: Set<FixPlace>) {
        result = rerun(places)
        result.notices = input.notices + result.notices
    }

    /// The run for reports.
    func report(_ detail: ReportContents.Detail) throws -> Report {
        let kind: ReportOrigin.Kind =
            input.provider is StandardInput ? .standardInput : input.commit == nil ? .workingTree : .commit
        return try ReportContents(
            decided, of: prepared, origin: ReportOrigin(kind, commit: input.commit, root: input.root),
            settings: ReportSettings(input.configuration, level: level), detail
        ).report(result)
    }

    /// What follows does not count as time of the run: a person may be reading.
    mutating func stopClock() { end = .now }

    /// Prints the summary and `lines`. Throws an exit code if something could not be looked at.
    func finish(_ lines: [String] = []) throws {
        if options.verbose { Console.error(input.configurationLine) }
        let seconds = ((end ?? .now) - start) / .seconds(1)
        let summary = Summary(result, documents, seconds: seconds)
        let palette = Console.palette(.error)
        let shown = Console.isQuiet ? summary.errors(palette, input.display) : summary.lines(palette, input.display)
        shown.forEach(Console.error)
        try Console.report(lines)
        if result.hasErrors { throw ExitCode(2) }
    }
}
