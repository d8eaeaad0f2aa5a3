import ArgumentParser
import FileSystem
import Inputs
import Review

/// Which file holds the decisions.
struct DecisionFileOption: ParsableArguments {
    @Option(help: ArgumentHelp("Keep decisions in this file instead of .redline/decisions.jsonl.", valueName: "file"))
    var decisions: PathArgument?

    /// From the root of the project; absolute if it is elsewhere.
    func path(in root: Path) throws(InputError) -> Path {
        guard let decisions else { return DecisionsFile.path }
        return try RunInput.currentFolder().appending(decisions.path).normalized.relative(to: root)
    }

    /// What has been decided so far.
    func kept(in root: Path) throws -> DecisionsFile { try DecisionsFile(in: root, at: path(in: root)) }

    /// The same, for commands that only read: a file that the user named must be there.
    func existing(in root: Path) throws -> DecisionsFile {
        let path = try path(in: root)
        if let decisions, !root.appending(path).exists {
            throw InputError(
                "'\(decisions.path)' does not exist", hint: "redline review --decisions '\(decisions.path)'")
        }
        return try DecisionsFile(in: root, at: path)
    }

    /// See `DecisionsFile.update`.
    func update(in root: Path, _ change: (inout DecisionsFile) -> Void) throws -> DecisionsFile {
        try DecisionsFile.update(in: root, at: path(in: root), change)
    }
}
