import ArgumentParser
import Foundation
import Git
import Inputs
import Rewriting

@main
struct Redline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redline",
        abstract: "Finds the defects that audits of Python back ends keep finding, and writes the repair as a diff.",
        version: "0.1.0",
        subcommands: [Preview.self, Apply.self, Catalogue.self, Snapshot.self, Development.self]
    )

    /// As ArgumentParser's own, but for the exit code: whatever goes wrong is 2, 1 says that there is something to fix.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            Foundation.exit(code.rawValue)
        } catch {
            fail(error)
        }
    }

    private static func fail(_ error: any Error) -> Never {
        switch error {
        case let error as GitError: Console.fail(error.message, hint: error.hint)
        case let error as InputError: Console.fail(error.message, hint: error.hint)
        case let error as ConfigurationError: Console.fail(error.message, hint: nil)
        default:
            guard exitCode(for: error) != .success else {
                Console.print(fullMessage(for: error))
                Foundation.exit(0)
            }
            Console.error(fullMessage(for: error))
            Foundation.exit(2)
        }
    }
}
