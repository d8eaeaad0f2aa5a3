import ArgumentParser

/// Tools for developing Redline: trees, verdicts and times. Not part of the released program.
@main
struct RedlineDev: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redline-dev",
        abstract: "Inspect the parser: verdicts, trees and times.",
        subcommands: [CheckSyntax.self, DumpSyntax.self, TimeParser.self]
    )
}
