import ArgumentParser

@main
struct Redline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redline",
        abstract: "Finds the defects that audits of Python back ends keep finding, and writes the repair as a diff.",
        version: "0.1.0",
        subcommands: [Development.self]
    )
}
