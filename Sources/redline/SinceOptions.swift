import ArgumentParser
import Git
import Inputs
import Review
import Rewriting

/// Options of the commands that make fixes: only what is new.
struct SinceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Report and fix only what is new since the last common ancestor with this revision, such as origin/main.",
            valueName: "revision"))
    var since: String?

    @Flag(help: "With --since: of these, only findings in changed lines.")
    var lines = false

    func validate() throws {
        if lines, since == nil { throw ValidationError("--lines requires --since.") }
    }

    /// What a run is compared with; nil if everything counts.
    func earlier(_ input: RunInput, by engine: Engine) throws -> EarlierFindings? {
        guard let since else { return nil }
        if input.root == nil, input.commit == nil {
            throw InputError("--since needs to know which file standard input is", hint: "add --stdin-filename PATH")
        }
        // A bare repository has no working tree.
        let root = try input.root ?? RunInput.currentFolder()
        guard let repository = try Repository.discover(from: root) else {
            throw InputError(
                "\(root) is not in a git repository: --since compares with a commit", hint: "leave --since out")
        }
        let revision = try ComparedRevision(since, before: input.commit, in: repository)
        let files = try EarlierFiles(
            of: revision.base, in: repository, before: input.provider, excluding: input.exclusions)
        return EarlierFindings(at: revision, files, by: engine)
    }

    func new(_ run: PreparedRun, since earlier: EarlierFindings?, by engine: Engine) -> NewFindings? {
        earlier.map { NewFindings(run, since: $0, by: engine, onlyChangedLines: lines) }
    }
}
