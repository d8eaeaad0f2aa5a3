import ArgumentParser
import Codemods
import Rewriting

/// Which codemods run: options that several commands share.
struct CodemodOptions: ParsableArguments {
    @Option(name: .customLong("only"), help: "Run this codemod only; may be repeated.")
    var only: [String] = []

    @Option(name: .customLong("skip"), help: "Leave this codemod out; may be repeated.")
    var skip: [String] = []

    func codemods(_ configuration: ProjectConfiguration) throws(ConfigurationError) -> [any Codemod] {
        try CodemodSelection.chosen(
            from: Codemods.Catalogue.all, configuration: configuration, only: only, skip: skip)
    }
}
