import ArgumentParser
import Delivery

/// Options of `apply`: which of the fixes, in which form, on how many branches.
struct DeliveryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Make at most this many fixes, those of the most severe defects first.", valueName: "number")
    )
    var maxFixes: Int?

    @Option(
        help: ArgumentHelp(
            """
            Format fixed files with this shell command, which reads a file from standard input and writes it formatted; \
            $REDLINE_FILE is its path. Files that it would have changed before the fixes stay as they are.
            """, valueName: "command"))
    var format: String?

    @Option(
        help: ArgumentHelp(
            """
            Keep only fixes with which this shell command succeeds in a temporary copy of the commit, such as 'pytest -q'. \
            What is not committed is not in that copy. Says which fixes the tests do not exercise.
            """, valueName: "command"))
    var verify: String?

    @Option(
        help: ArgumentHelp(
            "Make a branch NAME/… for each codemod, or for each set of owners in CODEOWNERS.", valueName: "kind"))
    var split = BranchSplit.none

    @Flag(help: "Also commit '# redline: ignore' comments for what was ignored in a review.")
    var ignoreComments = false

    @Flag(
        inversion: .prefixedNo,
        help: "Sign the commits, as 'git commit --gpg-sign' does. Default: what commit.gpgsign says.")
    var gpgSign: Bool?

    @Flag(help: "Do everything but write.")
    var dryRun = false

    @Flag(help: "Print what was done as JSON.")
    var json = false

    /// True if one of the options concerns branches only.
    var isForBranches: Bool { verify != nil || split != .none || ignoreComments || json || gpgSign != nil }

    func validate() throws {
        if let maxFixes, maxFixes < 1 { throw ValidationError("--max-fixes must be at least 1.") }
        if split != .none, ignoreComments {
            throw ValidationError("--ignore-comments cannot be combined with --split.")
        }
        for (name, command) in [("--format", format), ("--verify", verify)] {
            if let command, command.allSatisfy(\.isWhitespace) { throw ValidationError("\(name) needs a command.") }
        }
    }
}

extension BranchSplit: ExpressibleByArgument {}
