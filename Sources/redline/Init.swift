import ArgumentParser
import Codemods
import FileSystem
import Git
import Reporting
import Setup

struct Init: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Set a project up: configuration, baseline, and the lines for CI.",
        discussion: """
            Looks at the project, shows what it would add to pyproject.toml and .gitattributes and how many findings go \
            into the baseline, and asks before it writes. Files are only appended to; an existing [tool.redline] stays.
            Exit code: 0 written or nothing to do, 1 not written: somebody declined, or nobody could be asked, 2 error.

            Example: redline init --dry-run
            """
    )

    @Flag(help: "Write without asking.")
    var yes = false

    @Flag(help: "Only show what would be written.")
    var dryRun = false

    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        if yes, dryRun { throw ValidationError("Give either --yes or --dry-run.") }
    }

    func run() throws {
        let folder = try RunInput.currentFolder()
        let plan = try SetupPlan(around: folder, Codemods.Catalogue.all)
        let report = SetupReport(plan)
        try Console.print(report.project)
        let next = SetupReport.next(upstream: try Repository.discover(from: plan.root)?.upstreamBranch)
        guard !plan.isEmpty else {
            try Console.print(["nothing to write: the project is set up"] + next)
            return
        }
        try Console.print("")
        try ReportTarget(file: nil).write(patch: try report.patch())
        try Console.print([report.baseline].compactMap(\.self))
        if dryRun { return }
        guard try yes || isConfirmed() else { throw ExitCode(1) }
        try plan.write()
        try Console.print(["written"] + next)
    }

    /// Asks once; nobody is asked without a terminal.
    private func isConfirmed() throws -> Bool {
        guard Question.canBeAsked else {
            Console.error("nothing was written: there is no terminal to ask at; --yes writes it")
            return false
        }
        if Question.isAnsweredYes("Write this?") { return true }
        Console.error("nothing was written")
        return false
    }
}
