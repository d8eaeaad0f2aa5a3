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

/// The option of commands that print much.
struct PagerOptions: ParsableArguments {
    @Flag(help: "Do not page output on a terminal. Otherwise REDLINE_PAGER, PAGER or less does.")
    var noPager = false
}

extension ColorChoice: ExpressibleByArgument {}

/// A command that prints as its options say.
protocol ConsoleCommand: ParsableCommand {
    var console: ConsoleOptions { get }
}
