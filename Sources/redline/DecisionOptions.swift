import ArgumentParser
import FileSystem
import Review

/// Options of the commands that make fixes: what the project has decided about them.
struct DecisionOptions: ParsableArguments {
    @OptionGroup var file: DecisionFileOption

    @Flag(help: ArgumentHelp("Do not read .redline/decisions.jsonl."))
    var noDecisions = false

    @Option(
        help: ArgumentHelp(
            "Fixes that nobody has decided on: make, skip, or make them and end with an error.", valueName: "policy"))
    var undecided = DecidedRun.Undecided.make

    @Flag(help: ArgumentHelp("Do not read .redline/baseline.jsonl."))
    var noBaseline = false

    @Flag(help: "End with an error if the baseline has entries whose code is gone.")
    var strictBaseline = false

    @OptionGroup var since: SinceOptions

    func validate() throws {
        if noDecisions, undecided != .make { throw ValidationError("--undecided needs the decisions.") }
        if noDecisions, file.decisions != nil { throw ValidationError("Give either --decisions or --no-decisions.") }
        if noBaseline, strictBaseline { throw ValidationError("--strict-baseline needs the baseline.") }
    }

    /// What was decided in the project at a folder; nothing without one.
    func kept(in root: Path?) throws -> [Decision] {
        guard let root, !noDecisions else { return [] }
        return try file.existing(in: root).decisions
    }

    /// The baseline of the project at a folder; empty without one.
    func baseline(in root: Path?) throws(DecisionsError) -> Baseline {
        guard let root, !noBaseline else { return .none }
        return try Baseline(in: root, isStrict: strictBaseline)
    }
}

extension DecidedRun.Undecided: ExpressibleByArgument {}
