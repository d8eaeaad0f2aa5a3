import ArgumentParser
import FileSystem
import Reporting
import Review
import Rewriting

struct Decisions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions",
        abstract: "Check the kept decisions, or forget those whose code is gone.",
        discussion: """
            Examples: redline decisions check
                      redline decisions prune
            """,
        subcommands: [Check.self, Prune.self]
    )

    struct Check: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the fixes that nobody has decided on, and decisions that do not hold any more.",
            discussion: """
                Exit code: 0 everything is decided, 1 something is open, 2 error.

                Example: redline decisions check --only context-managed-files
                """
        )

        @OptionGroup var codemods: CodemodOptions
        @OptionGroup var file: DecisionFileOption
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            let fixes = try OpenFixes(codemods, file)
            let matching = fixes.run.matching
            let lines = fixes.run.undecided.map { proposal in
                let stale = matching.stale[proposal.subject].map { stale in
                    stale.reason == .otherFix
                        ? "  Redline repairs this differently since the fix was accepted"
                        : "  the code has changed since it was decided on"
                }
                let contradictory =
                    matching.contradictory.contains(proposal.subject)
                    ? "  decided in two ways, after a merge perhaps" : nil
                return ([fixes.line(proposal)] + [stale, contradictory].compactMap(\.self)).joined(separator: "\n")
            }
            try Console.print(lines)
            let decided = fixes.proposals.all.count - fixes.run.undecided.count
            var counts = "\(decided) of \(fixes.proposals.all.count.counted("fix", plural: "fixes")) decided"
            if !matching.gone.isEmpty {
                counts += ", \(matching.gone.count.counted("decision")) about code that is gone"
            }
            Console.note(counts)
            if !lines.isEmpty { throw ExitCode(1) }
        }
    }

    struct Prune: ConsoleCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget decisions about code that is gone, and write down where moved code is now.",
            discussion: "Example: redline decisions prune"
        )

        @OptionGroup var file: DecisionFileOption
        @OptionGroup var console: ConsoleOptions

        func run() throws {
            let fixes = try OpenFixes(CodemodOptions.parse([]), file)
            let matching = fixes.run.matching
            let shown = fixes.display.shown
            _ = try file.update(in: fixes.root) { file in
                file.remove(matching.gone + matching.moved.map(\.from))
                for move in matching.moved { file.decide(move.to, on: move.to.subject) }
            }
            try Console.report(
                matching.gone.map { decision in
                    let subject = decision.subject
                    return "forgot \(decision.verdict.rawValue) of \(shown(subject.path)), \(subject.codemod)"
                })
            try Console.report(
                matching.moved.map { "moved \(shown($0.from.subject.path)) to \(shown($0.to.subject.path))" })
            Console.note(
                "\(matching.gone.count.counted("decision")) forgotten, \(matching.moved.count) moved")
        }
    }
}
