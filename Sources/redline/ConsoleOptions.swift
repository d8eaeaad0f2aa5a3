import ArgumentParser
import Reporting

/// Options of every command: how it prints.
struct ConsoleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Colour the output. 'auto' does on a terminal, unless NO_COLOR is set or CLICOLOR is 0.", valueName: "when")
    )
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Print no summary and no progress. Errors are still printed.")
    var quiet = false
}

extension ColorChoice: ExpressibleByArgument {}

/// A command that prints as its options say.
protocol ConsoleCommand: ParsableCommand {
    var console: ConsoleOptions { get }
}
