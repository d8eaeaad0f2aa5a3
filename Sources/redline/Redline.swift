import ArgumentParser
import Delivery
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting

@main
struct Redline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redline",
        abstract:
            "Finds defects that audits of Python back ends report again and again, and writes the repairs as a diff.",
        discussion: """
            Examples: redline preview                     print the fixes as a patch
                      redline apply --branch fix/audit    commit them to a branch
                      redline catalogue                   list what is repaired
            """,
        version: ProgramVersion.current,
        subcommands: [
            Init.self, Preview.self, Review.self, Apply.self, Decide.self, Decisions.self, BaselineCommand.self,
            Ignore.self, Catalogue.self, Schema.self, Snapshot.self,
        ]
    )

    /// Like ArgumentParser's own, except for the exit code: 2 for any error, since 1 means that fixes were found.
    static func main() {
        StandardStream.reserve()
        do {
            var command = try parseAsRoot(RawArguments.all())
            if let command = command as? any ConsoleCommand { Console.configure(command.console) }
            try command.run()
            Console.end(0)
        } catch let code as ExitCode {
            Console.end(code.rawValue)
        } catch {
            fail(error)
        }
    }

    private static func fail(_ error: any Error) -> Never {
        switch error {
        case let error as GitError: Console.fail(error.message, hint: error.hint)
        case let error as InputError: Console.fail(error.message, details: error.details, hint: error.hint)
        case let error as InPlaceFailure: Console.fail(error.message, hint: error.hint)
        case let error as OutputError: fail(error)
        case is TestsInterrupted: Console.end(130)
        case let error as TestedFixes.FailsWithoutFixes:
            let file = (try? FailedOutputs.keep(error)).map { "; its output: \($0)" } ?? ""
            Console.fail(
                "the command of --verify fails before anything is changed (exit code \(error.exitCode))\(file)",
                hint: "a command that succeeds in a clean clone of the commit")
        case let error as SourceFormatter.Failure:
            let code = error.exitCode == 0 ? "" : " (exit code \(error.exitCode))"
            Console.fail("the command of --format failed on \(error.path)\(code): \(error.message)", hint: nil)
        case let error as SystemError: Console.fail(error.message, hint: nil)
        case let error as DecisionsError: Console.fail(error.text, hint: error.hint)
        case let error as ConfigurationError: Console.fail(error.message, hint: nil)
        default:
            guard exitCode(for: error) != .success else {
                do throws(OutputError) {
                    try Console.print(Placeholders.inCapitals(help: fullMessage(for: error)))
                } catch { fail(error) }
                Console.end(0)
            }
            Console.error(Placeholders.inCapitals(error: fullMessage(for: error)))
            Console.end(2)
        }
    }

    private static func fail(_ error: OutputError) -> Never {
        if error.isReaderGone { Console.end(2) }
        Console.fail("cannot write to standard output: \(error.error.message)", hint: nil)
    }
}
