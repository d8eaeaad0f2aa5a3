import ArgumentParser
import Codemods
import Inputs
import Rewriting

struct Catalogue: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "List the codemods, or print the document of one.",
        discussion: "Example: redline catalogue fallback-indentation"
    )

    @Argument(help: ArgumentHelp("Name of a codemod. Default: list all.", valueName: "codemod"))
    var id: String?

    @OptionGroup var console: ConsoleOptions
    @OptionGroup var pager: PagerOptions

    func run() throws {
        let all = Codemods.Catalogue.all.map(\.document).sorted { $0.id < $1.id }
        guard let id else {
            let width = all.map(\.id.count).max() ?? 0
            for document in all {
                let name = document.id + String(repeating: " ", count: width - document.id.count)
                try Console.print("\(name)  \(document.severity), \(document.level): \(document.summary)")
            }
            return
        }
        guard let document = all.first(where: { $0.id == id }) else {
            throw InputError("there is no codemod '\(id)'", hint: "redline catalogue")
        }
        try ReportTarget(file: nil, usesPager: !pager.noPager).write([document.markdown])
    }
}
