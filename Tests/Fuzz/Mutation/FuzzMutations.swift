import ArgumentParser
import Codemods
import Foundation
import FuzzInvariants

@main
struct FuzzMutations: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz-mutations",
        abstract: "Cut real Python files into pieces, recombine them wrongly, and check Redline's invariants.",
        discussion: """
            Input N of a seed is the same in every run over the same files. Failing inputs are written to --out and named by seed \
            and number. Exit code: 0 nothing failed, 1 something did.
            """)

    @Argument(help: "Folders of Python files.")
    var folders: [String] = []

    @Option(help: "Seed of the random inputs.")
    var seed: UInt64 = 1

    @Option(help: "Number of the first input.")
    var from = 0

    @Option(help: "Number of inputs.")
    var count = Int.max

    @Option(help: "Time limit of the run in seconds.")
    var seconds = Double.infinity

    @Option(help: "Number of files to use from each folder.")
    var files = 1_000

    @Option(help: "Folder of inputs to check first, unchanged.")
    var replay: String?

    @Option(help: "Dictionary of words to insert.")
    var dictionary = "Tests/Fuzz/python.dict"

    @Option(help: "Folder for failing inputs.")
    var out = ".build/fuzz"

    @Option(help: "Time limit for one input in seconds.")
    var limit: UInt32 = 10

    @Flag(help: "Print one input and stop.")
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
