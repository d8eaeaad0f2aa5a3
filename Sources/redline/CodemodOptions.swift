import ArgumentParser
import Codemods
import Inputs
import Rewriting

/// Options that several commands share: which codemods run.
struct CodemodOptions: ParsableArguments {
    @Option(
        name: .customLong("only"), help: ArgumentHelp("Run only this codemod; may be repeated.", valueName: "codemod"))
    var only: [String] = []

    @Option(
        name: .customLong("skip"), help: ArgumentHelp("Do not run this codemod; may be repeated.", valueName: "codemod")
    )
    var skip: [String] = []

    func codemods(_ located: LocatedConfiguration) throws(ConfigurationError) -> [any Codemod] {
        try CodemodSelection.chosen(
            from: Codemods.Catalogue.all, configuration: located.configuration, in: located.file, only: only, skip: skip
        )
    }
}
