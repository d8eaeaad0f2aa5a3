import ArgumentParser
import FileSystem
import Git
import Inputs
import Reporting
import Rewriting

struct Apply: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Commit the fixes to a branch, or write them to the working tree.",
        discussion: """
            With --branch, one commit per codemod goes directly into the object database; the working tree, the index \
            and HEAD stay as they are. With --in-place, files of the working tree are replaced: all of them or none.

            Examples: redline apply --branch fix/audit
                      redline apply --branch fix/audit --verify 'pytest -q'
                      redline apply --in-place --level review app/orders
            """
    )

    @Option(help: ArgumentHelp("Branch to create, or to continue from its tip.", valueName: "name"))
    var branch: String?

    @Option(help: ArgumentHelp("Start of a new branch. Default: HEAD.", valueName: "revision"))
    var base: String?

    @Flag(help: "Write to the working tree. Makes only safe fixes unless --level review is given.")
    var inPlace = false

    @Flag(help: "With --in-place: also change files whose current content is not committed.")
    var allowDirty = false

    @Flag(help: "With --in-place: also change files whose current content is staged, as in a commit hook.")
    var allowStaged = false

    @Option(
        help: ArgumentHelp(
            "With --branch: also write the text for a pull request, in Markdown; '-' is standard output.",
            valueName: "file"))
    var prBody: PathArgument?

    @OptionGroup var options: RunOptions
    @OptionGroup var decisions: DecisionOptions
    @OptionGroup var delivery: DeliveryOptions
    @OptionGroup var console: ConsoleOptions

    @Argument(help: ArgumentHelp("Files and folders. Default: the current folder.", valueName: "path"))
    var paths: [PathArgument] = []

    func validate() throws {
        if (branch == nil) != inPlace { throw ValidationError("Give either --branch NAME or --in-place.") }
        if inPlace, base != nil { throw ValidationError("--base requires --branch.") }
        if prBody?.path == "-", delivery.json {
            throw ValidationError("--json and --pr-body cannot both write to standard output.")
        }
        if inPlace, prBody != nil { throw ValidationError("--pr-body requires --branch.") }
        if !inPlace, allowDirty { throw ValidationError("--allow-dirty requires --in-place.") }
        if inPlace, delivery.isForBranches {
            throw ValidationError(
                "--verify, --split, --ignore-comments, --json and --[no-]gpg-sign require --branch.")
        }
        if !inPlace, allowStaged { throw ValidationError("--allow-staged requires --in-place.") }
    }

    func run() throws {
        if let branch {
            try BranchCommand(
                branch: branch, base: base, paths: paths.map(\.path), options: options, decisions: decisions,
                delivery: delivery,
                prBody: prBody?.path
            ).run()
        } else {
            let permissions = InPlacePermissions(allowsDirty: allowDirty, allowsStaged: allowStaged)
            try InPlaceCommand(
                permissions: permissions, paths: paths.map(\.path), options: options, decisions: decisions,
                delivery: delivery
            ).run()
        }
    }
}
