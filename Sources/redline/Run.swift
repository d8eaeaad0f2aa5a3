import ArgumentParser
import FileSystem
import Reporting
import Rewriting

/// A run of the engine over a command's files, and what is said at its end.
///
/// A command that writes does so before it calls `finish`: a reader that goes away takes nothing with it.
struct Run {
    let input: RunInput
    let options: RunOptions
    let level: FixLevel
    var result: RunResult
    private let start = ContinuousClock.now

    /// The time it takes to find the input counts.
    init(
        _ input: @autoclosure () throws -> RunInput, _ options: RunOptions, level fallback: FixLevel,
        threads: Int? = nil, parseAll: Bool = false
    ) throws {
        let input = try input()
        self.input = input
        self.options = options
        let (codemods, settings) = try options.settings(
            input, level: fallback, threads: threads, parseAll: parseAll)
        level = settings.level
        let bar = ProgressBar(total: input.provider.paths.count)
        result = Engine(codemods: codemods, settings: settings).run(input.provider) { _ in bar.advance() }
        bar.clear()
        result.notices = input.notices + result.notices
    }

    /// Prints the summary and what was done. The exit code says if something could not be looked at.
    func finish(_ lines: [String] = []) throws {
        if options.verbose { Console.error(input.configurationLine) }
        Summary(result, seconds: (ContinuousClock.now - start) / .seconds(1)).lines.forEach(Console.error)
        try Console.print(lines)
        if result.hasErrors { throw ExitCode(2) }
    }
}
