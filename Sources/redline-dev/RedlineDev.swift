import ArgumentParser

/// Tools for developing Redline: trees, verdicts and times. Not part of the released program.
@main
struct RedlineDev: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redline-dev",
        abstract: "Show what the parser makes of files.",
        subcommands: [CheckSyntax.self, DumpSyntax.self, TimeParser.self]
    )
}
