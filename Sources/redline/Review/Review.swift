import ArgumentParser
import FileSystem
import Git
import Reporting
import Review
import Rewriting
import Terminal

struct Review: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Decide on each fix, one at a time, and commit the accepted ones to a branch.",
        discussion: """
            Every decision is kept at once in .redline/decisions.jsonl: quit whenever you like and go on later. 'preview' and 'apply' \
            obey the decisions. Press ? for the keys.

            Without a terminal, what is open is printed with the commands that decide, and the exit code is 1 while something is \
            open. With --plain, or if TERM is 'dumb', fixes are printed one by one and answers are read as lines.

            Example: redline review --only try-insert-catch-seeding app
            """
    )

    @Option(help: ArgumentHelp("Review the files of a commit instead of the working tree.", valueName: "revision"))
    var rev: String?

    @Flag(help: "Print fixes one after another and read answers as lines, for screen readers.")
    var plain = false

    @Flag(help: "Review in a browser on this machine: print an address, and serve it until Ctrl-C.")
    var web = false

    @Option(help: ArgumentHelp("With --web: the port to listen on. Default: any that is free.", valueName: "number"))
    var port: Int?

    @OptionGroup var options: RunOptions
    @OptionGroup var decisions: DecisionFileOption
    @OptionGroup var since: SinceOptions
    @OptionGroup var console: ConsoleOptions

    @Argument(help: ArgumentHelp("Files and folders. Default: the current folder.", valueName: "path"))
    var paths: [PathArgument] = []

    func validate() throws {
        if port != nil, !web { throw ValidationError("--port requires --web.") }
        if let port, !(0...65535).contains(port) { throw ValidationError("--port must be between 0 and 65535.") }
        if web, plain { throw ValidationError("--web and --plain exclude each other.") }
    }

    func run() throws {
        let subject = ReviewSubject(
            paths: paths.map(\.path), rev: rev, options: options, since: since, decisionFile: decisions)
        let session = try subject.session()
        if web { return try WebReview(subject, session).run(port: port ?? 0) }
        guard TerminalDevice.isAvailable || plain else { return try listOpen(session, subject.display) }
        if plain || Console.isDumb || !TerminalReview.fits(TerminalDevice.size) {
            var review = PlainReview(subject, session)
            try review.run()
        } else {
            var review = TerminalReview(subject, session)
            try review.run()
        }
    }

    /// For agents and scripts.
    private func listOpen(_ session: ReviewSession, _ paths: PathDisplay) throws {
        let open = session.items.filter { session.status($0).isOpen }
        try Console.print(open.map { OpenFixes.line($0.proposal, paths) })
        let decided = session.items.count - open.count
        Console.note("\(decided) of \(session.items.count.counted("fix", plural: "fixes")) decided")
        guard !open.isEmpty else { return }
        Console.note("no terminal; decide with: redline decide ID accept|reject|ignore [--reason TEXT]")
        throw ExitCode(1)
    }
}
