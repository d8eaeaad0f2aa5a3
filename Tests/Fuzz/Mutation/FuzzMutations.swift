import ArgumentParser
import Codemods
import Foundation
import FuzzInvariants

@main
struct FuzzMutations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz-mutations",
        abstract: "Cut real Python files to pieces, put them together wrongly, and hold Redline to its invariants.",
        discussion: """
            Input N of a seed is the same in every run over the same files. What fails is written to --out and named by seed \
            and number. Exit code: 0 nothing failed, 1 something did.
            """)

    @Argument(help: "Folders of Python files.")
    var folders: [String] = []

    @Option(help: "Which inputs are made.")
    var seed: UInt64 = 1

    @Option(help: "The first input's number.")
    var from = 0

    @Option(help: "How many inputs.")
    var count = Int.max

    @Option(help: "How long to go on.")
    var seconds = Double.infinity

    @Option(help: "How many files of each folder to cut from.")
    var files = 1_000

    @Option(help: "A folder of inputs to look at first, as they are.")
    var replay: String?

    @Option(help: "Words to put in.")
    var dictionary = "Tests/Fuzz/python.dict"

    @Option(help: "Where failing inputs are written.")
    var out = ".build/fuzz"

    @Option(help: "How many seconds one input may take.")
    var limit: UInt32 = 10

    @Flag(help: "Print one input's text and stop.")
    var show = false

    /// Set in the worker process: the file that tells its supervisor which input is being processed.
    @Option(help: .hidden)
    var scratchpad: String?

    func run() throws {
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        if show {
            FileHandle.standardOutput.write(Data(mutator().sample(from).bytes))
        } else if let scratchpad {
            var worker = try Worker(options: self, scratchpad: scratchpad)
            try worker.run()
        } else {
            try Supervisor(options: self).run()
        }
    }

    func mutator() -> Mutator {
        let seeds = Seeds(folders: folders, limit: files, codemods: Catalogue.all)
        return Mutator(seeds: seeds, dictionary: WordList.words(at: dictionary), seed: seed)
    }
}
