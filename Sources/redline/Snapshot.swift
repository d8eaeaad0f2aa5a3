import ArgumentParser
import Codemods
import FileSystem
import Git
import Inputs
import Reporting
import Rewriting
import Snapshots

struct Snapshot: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Compare codemods with recorded patches.",
        discussion: """
            A case is a folder FOLDER/CODEMOD/CASE with Python files and an expected.patch, or a section of \
            FOLDER/CODEMOD/cases.md.

            Examples: redline snapshot verify Snapshots
                      redline snapshot record Snapshots
            """,
        subcommands: [Verify.self, Record.self]
    )

    struct Options: ParsableArguments {
        @Argument(help: ArgumentHelp("Folders that contain cases.", valueName: "folder"))
        var folders = [PathArgument(argument: "Snapshots")]

        func cases() throws -> [any SnapshotCase] {
            var found: [any SnapshotCase] = []
            for folder in folders.map(\.path) where folder.exists { found += try SnapshotCases.all(below: folder) }
            if found.isEmpty {
                let folder = folders[0].path
                throw InputError(
                    "there are no cases in '\(folder)'",
                    hint: "create \(folder)/CODEMOD/CASE/before.py, or name another folder")
            }
            return found
        }
    }

    struct Verify: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Run each case and compare the result with the recorded patch. Exit code 1 if one differs.",
            discussion: "Example: redline snapshot verify Snapshots")

        @OptionGroup var options: Options
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            let cases = try options.cases()
            var failed = 0
            for snapshot in cases {
                let actual = try snapshot.actual(Codemods.Catalogue.all)
                let expected = try snapshot.expected()
                guard actual != expected else { continue }
                failed += 1
                try Console.print(
                    "\(snapshot.name): \(expected == nil ? "nothing is recorded yet" : "the patch differs")")
                try ReportTarget(file: nil).write(
                    patch: UnifiedDiff.patch(
                        old: expected ?? [], new: actual, path: Path(snapshot.name + "/expected.patch")))
            }
            try Console.report(["\(cases.count - failed) passed, \(failed) failed"])
            if failed > 0 { throw ExitCode(1) }
        }
    }

    struct Record: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "Run each case and record the resulting patch.",
            discussion: "Example: redline snapshot record Snapshots")

        @OptionGroup var options: Options
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            var written = 0
            for snapshot in try options.cases() {
                let actual = try snapshot.actual(Codemods.Catalogue.all)
                let expected = try snapshot.expected()
                guard actual != expected else { continue }
                try snapshot.record(actual)
                try Console.report(["recorded \(snapshot.name)"])
                written += 1
            }
            try Console.report(["\(written) recorded"])
        }
    }
}
