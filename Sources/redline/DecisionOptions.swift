import ArgumentParser
import FileSystem
import Review

/// Options of the commands that make fixes: what the project has decided about them.
struct DecisionOptions: ParsableArguments {
    @Flag(help: ArgumentHelp("Do not read .redline/decisions.jsonl."))
    var noDecisions = false

    @Option(
        help: ArgumentHelp(
            "Fixes that nobody has decided on: make, skip, or make them and end with an error.", valueName: "policy"))
    var undecided = DecidedRun.Undecided.make

    func validate() throws {
        if noDecisions, undecided != .make { throw ValidationError("--undecided needs the decisions.") }
    }

    /// What was decided in the project at a folder; nothing without one.
    func kept(in root: Path?) throws(DecisionsError) -> [Decision] {
        guard let root, !noDecisions else { return [] }
        return try DecisionsFile(in: root).decisions
    }
}

extension DecidedRun.Undecided: ExpressibleByArgument {}
