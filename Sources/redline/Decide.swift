import ArgumentParser
import FileSystem
import Inputs
import Reporting
import Review
import Rewriting

struct Decide: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Keep a decision about a fix, without a terminal.",
        discussion: """
            The decision is kept in .redline/decisions.jsonl: commit it, and 'preview' and 'apply' obey it everywhere. \
            It holds as long as the code stays the same, in another place and under another indentation, too.
            'redline decisions check' prints the ids of what is undecided. The first digits are enough.

            Example: redline decide 5c1e0f9a reject --reason "a script, run once"
            """
    )

    enum Answer: String, ExpressibleByArgument, CaseIterable {
        case accept, reject, ignore, known
        /// Takes a decision back.
        case open

        var verdict: Verdict? { Verdict(rawValue: rawValue) }
    }

    @Argument(help: ArgumentHelp("The fix's id.", valueName: "id"))
    var id: String

    @Argument(
        help: ArgumentHelp("accept, reject, ignore, known, or open to take a decision back.", valueName: "answer"))
    var answer: Answer

    @Option(help: ArgumentHelp("Why: for whoever reads the file.", valueName: "text"))
    var reason: String?

    @OptionGroup var file: DecisionFileOption
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        if id.isEmpty { throw ValidationError("Give the id of a fix.") }
        if let reason, reason.count > Decision.longestReason {
            throw ValidationError("--reason may have \(Decision.longestReason) characters.")
        }
        if answer == .open, reason != nil { throw ValidationError("--reason requires a decision.") }
    }

    func run() throws {
        let fixes = try OpenFixes(CodemodOptions.parse([]), file)
        let found = fixes.proposals.all.filter { $0.id.description.hasPrefix(id.lowercased()) }
        guard let proposal = found.first else {
            throw InputError("no fix has the id '\(id)'", hint: "redline decisions check")
        }
        guard found.count == 1 else {
            throw InputError(
                "several fixes have an id that starts with '\(id)'", details: found.map(fixes.line),
                hint: "more digits of the id")
        }
        let decision = answer.verdict.map { fixes.proposals.decision($0, on: proposal, reason: reason) }
        let gone = fixes.run.matching.stale[proposal.subject]?.decision
        _ = try file.update(in: fixes.root) { file in
            if let gone { file.remove([gone]) }
            file.decide(decision, on: proposal.subject)
        }
        try Console.report(["\(answer.rawValue) \(fixes.line(proposal))"])
    }
}
