import ArgumentParser
import Codemods
import FileSystem
import Inputs
import Reporting
import Rewriting

struct Ignore: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "ignore",
        abstract: "List the comments that suppress findings, or only those that suppress nothing.",
        discussion: """
            '# redline: ignore[CODEMOD]' on one of a finding's lines suppresses the finding, '# redline: ignore' does so \
            for every codemod. '# redline: ignore-file[CODEMOD]' and '# redline: ignore-file' apply to the whole file. A \
            reason may follow after a space.
            Exit code: 0 success, 1 with --unused if a comment suppresses nothing, 2 error.

            Example: redline ignore --unused
            """
    )

    @Flag(help: "List only comments that suppress nothing; exit code 1 if there are any.")
    var unused = false

    @OptionGroup var options: RunOptions
    @OptionGroup var console: ConsoleOptions

    @Argument(help: ArgumentHelp("Files and folders. Default: the current folder.", valueName: "path"))
    var paths: [PathArgument] = []

    func run() throws {
        let (tree, input) = try RunInput.workingTree(paths.map(\.path), options)
        let (codemods, settings) = try options.settings(input, level: .review)
        let audit = SuppressionAudit(codemods: codemods, settings: settings).run(tree)
        let shown = unused ? audit.suppressions.filter { !$0.unused.isEmpty } : audit.suppressions
        let paths = input.display
        try Console.print(shown.map { line($0, paths) })
        if options.verbose { Console.error(input.configurationLine) }
        for skip in audit.skipped where skip.isError {
            let error = Console.palette(.error).paint("error:", .error)
            Console.error("\(error) " + TerminalText.escaped("\(paths.shown(skip.path)): \(skip.reason.message)"))
        }
        for notice in audit.notices {
            Console.error(notice.line(Console.palette(.error), paths))
        }
        if audit.skipped.contains(where: \.isError) || audit.notices.contains(where: { $0.severity == .error }) {
            throw ExitCode(2)
        }
        if unused, !shown.isEmpty { throw ExitCode(1) }
    }

    private func line(_ suppression: SuppressionAudit.Suppression, _ paths: PathDisplay) -> String {
        let why: String
        switch suppression.unused {
        case []: why = ""
        case ["*"]: why = ": suppresses nothing"
        default: why = ": nothing to suppress for " + suppression.unused.joined(separator: ", ")
        }
        let path = paths.shown(suppression.path)
        return TerminalText.escaped("\(path):\(suppression.position): \(suppression.text)\(why)")
    }
}
