import ArgumentParser
import Reporting

/// Options of every command: how it prints.
struct ConsoleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "When to colour the output. auto: on a terminal, unless NO_COLOR or CLICOLOR=0 is set.", valueName: "when")
    )
    var color = ColorChoice.auto

    @Flag(name: .shortAndLong, help: "Print no summary and no progress. Errors are still printed.")
    var quiet = false
}

/// The option of commands that print much.
struct PagerOptions: ParsableArguments {
    @Flag(help: "Do not page output on a terminal, which REDLINE_PAGER, PAGER or less does otherwise.")
    var noPager = false
}

extension ColorChoice: ExpressibleByArgument {}

/// A command that prints as its options say.
protocol ConsoleCommand: ParsableCommand {
    var console: ConsoleOptions { get }
}
