import ArgumentParser
import FileSystem
import Reporting
import Review

/// `redline baseline`: what the project had before.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Keep the findings that a project has now, so that only new ones are reported.",
        discussion: """
            The findings are kept in .redline/baseline.jsonl: commit it, and 'preview' and 'apply' leave them out \
            everywhere. An entry holds as long as the code stays the same, in another place and under another \
            indentation, too.

            Example: redline baseline write
            """,
        subcommands: [Write.self, Prune.self, Show.self]
    )

    struct Write: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add all findings that are open: fixes, reports, and places that are left alone.",
            discussion: """
                What was decided on stays out of the baseline. Entries that are there already stay.

                Example: redline baseline write --only try-insert-catch-seeding
                """
        )

        @OptionGroup var codemods: CodemodOptions
        @OptionGroup var file: DecisionFileOption
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            let fixes = try OpenFixes(codemods, file)
            let update = BaselineUpdate(fixes.run, fixes.proposals)
            let added = update.open.count
            guard added > 0 else {
                Console.note("nothing to add; the baseline has \(fixes.baseline.count)")
                return
            }
            let all = try update.write(in: fixes.root)
            try Console.print("\(added.counted("finding")) added to \(Baseline.path), \(all) in all")
            if fixes.baseline.entries.isEmpty {
                Console.note("next: commit it, with '\(Baseline.attribute)' in .gitattributes")
            }
        }
    }

    struct Prune: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove entries whose code is gone or has changed, and write down where moved code is now.",
            discussion: "Example: redline baseline prune"
        )

        @OptionGroup var file: DecisionFileOption
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            let fixes = try OpenFixes(CodemodOptions.parse([]), file)
            let update = BaselineUpdate(fixes.run, fixes.proposals)
            let (unused, moved) = (update.unused, update.moved)
            guard !unused.isEmpty || !moved.isEmpty else {
                Console.note("nothing to remove; the baseline has \(fixes.baseline.count)")
                return
            }
            let left = try update.prune(in: fixes.root)
            try Console.print(
                unused.map {
                    TerminalText.escaped("removed \(fixes.display.shown($0.subject.path)), \($0.subject.codemod)")
                })
            try Console.print(
                moved.map {
                    TerminalText.escaped(
                        "moved \(fixes.display.shown($0.from.subject.path)) to \(fixes.display.shown($0.to.subject.path))"
                    )
                })
            Console.note(
                "\(unused.count.counted("entry", plural: "entries")) removed, \(moved.count) moved, \(left) left")
        }
    }

    struct Show: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the entries, and where their code is now.",
            discussion: "Example: redline baseline show"
        )

        @OptionGroup var file: DecisionFileOption
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            let fixes = try OpenFixes(CodemodOptions.parse([]), file)
            let entries = BaselineEntry.all(of: fixes.baseline, in: fixes.run, fixes.proposals)
            try Console.print(
                entries.map {
                    TerminalText.escaped("\($0.entry.id) \($0.text { fixes.display.shown($0).description })")
                })
            Console.note(fixes.baseline.count)
        }
    }
}
