import ArgumentParser
import FileSystem
import Git
import Inputs
import Reporting
import Rewriting

struct Preview: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Print a patch with the fixes, without changing any file.",
        discussion: """
            The patch goes to standard output, in a form that 'git apply' accepts; a summary goes to standard error.
            Exit code: 0 nothing to fix, 1 fixes found, 2 error, such as a file that cannot be read.

            Examples: redline preview app --level safe --output fixes.patch
                      redline preview --only context-managed-files --format text
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case diff, text, json
    }

    @Argument(
        help: ArgumentHelp(
            "Files and folders; '-' reads one file from standard input. Default: the current folder.",
            valueName: "path"))
    var paths: [PathArgument] = []

    @Option(help: "Output format.")
    var format: Format = .diff

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file instead of standard output; '-' is standard output.", valueName: "file"))
    var output: PathArgument?

    @Flag(help: "Also print places that are left alone, each with the reason.")
    var refusals = false

    @Flag(help: "Print the number of findings per codemod instead, the most frequent first.")
    var statistics = false

    @Option(help: ArgumentHelp("Read a commit instead of the working tree.", valueName: "revision"))
    var rev: String?

    @Option(
        help: ArgumentHelp("With '-': the file that standard input represents.", valueName: "path"))
    var stdinFilename: PathArgument?

    @Option(
        help: ArgumentHelp(
            "Number of files to process in parallel. Default: the number of processors.", valueName: "number"))
    var threads: Int?

    @Flag(help: "Parse every file, so that syntax errors are reported even when there is nothing to fix.")
    var parseAll = false

    @OptionGroup var options: RunOptions
    @OptionGroup var decisions: DecisionOptions
    @OptionGroup var console: ConsoleOptions
    @OptionGroup var pager: PagerOptions

    private var readsStandardInput: Bool { paths.contains { $0.path == "-" } }

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
        if readsStandardInput, paths.count > 1 || rev != nil || options.filesFrom != nil {
            throw ValidationError("'-' cannot be combined with other paths, --rev or --files-from.")
        }
        if stdinFilename != nil, !readsStandardInput {
            throw ValidationError("--stdin-filename requires the path '-'.")
        }
    }

    func run() throws {
        var run = try Run(
            input(), options, level: .review, decisions: decisions, threads: threads, parseAll: parseAll)
        run.stopClock()
        try report(run)
        try run.finish()
        if !run.result.changes.isEmpty { throw ExitCode(1) }
    }

    private func input() throws -> RunInput {
        if readsStandardInput { return try RunInput.standardInput(named: stdinFilename?.path, options) }
        guard let rev else {
            var (tree, input) = try RunInput.workingTree(paths.map(\.path), options)
            input.notices += tree.leftovers.map {
                Notice(.note, "left by an interrupted run; 'redline apply --in-place' removes it", path: $0)
            }
            return input
        }
        let repository = try RunInput.repository()
        return try RunInput.commit(repository.commit(at: rev), paths.map(\.path), options, in: repository)
    }

    private func report(_ run: Run) throws {
        let result = run.result
        let target = ReportTarget(file: output?.path == "-" ? nil : output?.path, usesPager: !pager.noPager)
        let palette = target.palette
        switch format {
        case .json where statistics: try target.write([Statistics(result, run.documents).json()])
        case .json:
            let configuration = run.input.configuration
            try target.write([JSONReport.text(of: result, level: run.level, configuration: configuration)])
        case .diff where statistics, .text where statistics:
            try target.write(Statistics(result, run.documents).lines(palette))
        case .diff:
            let form: PatchReport.Form = target.isTerminal ? .reading : .patch
            try target.write(patch: PatchReport(includesRefusals: refusals, form: form).text(of: result))
        case .text:
            try target.write(
                TextReport.lines(of: result, includesRefusals: refusals, palette, run.input.display))
        }
    }
}
