import ArgumentParser

/// Commands to look inside, for the people who work on Redline.
struct Development: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Commands for people who work on Redline itself.",
        shouldDisplay: false,
        subcommands: [CheckSyntax.self, DumpSyntax.self, TimeParser.self]
    )
}
