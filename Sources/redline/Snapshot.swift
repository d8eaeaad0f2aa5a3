import ArgumentParser
import Codemods
import Foundation
import Git
import Inputs
import Reporting
import Rewriting

struct Snapshot: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Hold codemods to recorded patches.",
        discussion:
            "A case is a folder FOLDER/CODEMOD/CASE with Python files and the expected.patch that is made of them.",
        subcommands: [Verify.self, Record.self]
    )

    struct Options: ParsableArguments {
        @Argument(help: "The folder of the cases.")
        var folder = "Snapshots"

        func cases() throws -> [SnapshotCase] {
            let cases = SnapshotCase.all(below: folder)
            if cases.isEmpty {
                throw InputError(
                    "there are no cases in '\(folder)'", hint: "a case is \(folder)/CODEMOD/CASE/before.py")
            }
            return cases
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Run each case and compare with its expected.patch. Exit code 1 where one differs.")

        @OptionGroup var options: Options

        func run() throws {
            let cases = try options.cases()
            var failed = 0
            for snapshot in cases {
                let actual = try snapshot.actual(Codemods.Catalogue.all)
                let expected = FileManager.default.contents(atPath: snapshot.expectedPath).map { [UInt8]($0) }
                guard actual != expected else { continue }
                failed += 1
                Console.print("\(snapshot.name): \(expected == nil ? "nothing is recorded" : "the patch differs")")
                Console.write(
                    try UnifiedDiff.patch(old: expected ?? [], new: actual, path: snapshot.name + "/expected.patch"))
            }
            Console.print("\(cases.count - failed) passed, \(failed) failed")
            if failed > 0 { throw ExitCode(1) }
        }
    }

    struct Record: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "record", abstract: "Run each case and write its expected.patch.")

        @OptionGroup var options: Options

        func run() throws {
            var written = 0
            for snapshot in try options.cases() {
                let actual = try snapshot.actual(Codemods.Catalogue.all)
                let expected = FileManager.default.contents(atPath: snapshot.expectedPath).map { [UInt8]($0) }
                guard actual != expected else { continue }
                try Data(actual).write(to: URL(fileURLWithPath: snapshot.expectedPath))
                Console.print("recorded \(snapshot.name)")
                written += 1
            }
            Console.print("\(written) recorded")
        }
    }
}
