import ArgumentParser
import Reporting
import Review

struct Schema: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a format.",
        discussion: """
            findings is what 'redline preview --format json' prints; the lines of --format jsonl are its definition 'line'. \
            decisions is a line of .redline/decisions.jsonl and of .redline/baseline.jsonl.

            Example: redline schema findings
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case findings, decisions
    }

    @Argument(help: ArgumentHelp("The format.", valueName: "format"))
    var format: Format

    @OptionGroup var console: ConsoleOptions

    func run() throws {
        try ReportTarget(file: nil).write(text: format == .findings ? JSONSchemas.findings : DecisionsFile.schema)
    }
}
