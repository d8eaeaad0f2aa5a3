import ArgumentParser
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting
import Terminal
import Web

struct Preview: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Print a patch with the fixes, without changing any file.",
        discussion: """
            The patch goes to standard output, in a form that 'git apply' accepts; a summary goes to standard error.
            Exit code: 0 nothing to fix, 1 fixes found, 2 error, such as a file that cannot be read.

            Examples: redline preview app --level safe --output fixes.patch
                      redline preview --only context-managed-files --format text
                      redline preview --format sarif --output redline.sarif
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case diff, text, json, jsonl, sarif, rdjson, markdown, github, gitlab, html
    }

    @Argument(
        help: ArgumentHelp(
            "Files and folders; '-' reads one file from standard input. Default: the current folder.",
            valueName: "path"))
    var paths: [PathArgument] = []

    @Option(
        help: ArgumentHelp(
            "Output format: for git, for people, for programs (json, jsonl), or for a platform's reviews.",
            valueName: "format"))
    var format: Format = .diff

    @Flag(help: "For programs: leave out what each fix changes by itself, which takes another run of its file.")
    var noEdits = false

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
        if statistics, ![.diff, .text, .json].contains(format) {
            throw ValidationError("--statistics cannot be combined with --format \(format.rawValue).")
        }
        if noEdits, ![.json, .jsonl, .sarif, .rdjson].contains(format) {
            throw ValidationError("--no-edits requires --format json, jsonl, sarif or rdjson.")
        }
        if stdinFilename != nil, !readsStandardInput {
            throw ValidationError("--stdin-filename requires the path '-'.")
        }
    }

    func run() throws {
        var run = try Run(
            input(), options, level: .review, decisions: decisions, threads: threads, parseAll: parseAll,
            keepsReview: format == .html)
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

    private var detail: ReportContents.Detail { noEdits ? .none : .fixes }

    /// The review in one file.
    private func page(_ run: Run) -> [UInt8] {
        guard let review = run.review else { return [] }
        let title = ReviewSubject.title(root: run.input.root, at: rev)
        let size = ScreenSize(columns: 80, rows: 24)
        return StaticPage.text(
            of: ReviewSession(review.scope, review.decisions, title: title, branch: "", size: size))
    }

    private func report(_ run: Run) throws {
        let result = run.result
        let target = ReportTarget(file: output?.path == "-" ? nil : output?.path, usesPager: !pager.noPager)
        let palette = target.palette
        switch format {
        case .json where statistics: try target.write([Statistics(result, run.documents).json()])
        case .html: try target.write(page: page(run))
        case .diff where statistics, .text where statistics:
            try target.write(Statistics(result, run.documents).lines(palette))
        case .diff:
            let form: PatchReport.Form = target.isTerminal ? .reading : .patch
            try target.write(patch: PatchReport(includesRefusals: refusals, form: form).text(of: result))
        case .text:
            try target.write(
                TextReport.lines(of: result, includesRefusals: refusals, palette, run.input.display))
        case .json: try target.write([JSONReport.text(of: run.report(detail))])
        case .jsonl: try target.write(JSONLinesReport.lines(of: run.report(detail)))
        case .sarif: try target.write([SARIFReport(run.report(detail), includesRefusals: refusals).text()])
        case .rdjson: try target.write([RDJSONReport.text(of: run.report(detail), includesRefusals: refusals)])
        case .markdown:
            try target.write(text: MarkdownReport.text(of: run.report(.none), includesRefusals: refusals))
        case .github: try target.write(GitHubReport.lines(of: run.report(.none), includesRefusals: refusals))
        case .gitlab: try target.write([GitLabReport.text(of: run.report(.none), includesRefusals: refusals)])
        }
    }
}
