import ArgumentParser
import Codemods
import Foundation
import FuzzInvariants

/// Checks one input after another.
struct Worker {
    let options: FuzzMutations
    private let invariants = Invariants(codemods: Catalogue.all)
    private let scratchpad: Scratchpad
    private var tally = Tally()

    init(options: FuzzMutations, scratchpad path: String) throws {
        guard let scratchpad = Scratchpad(path: path) else { throw ValidationError("cannot write to '\(path)'") }
        self.options = options
        self.scratchpad = scratchpad
    }

    mutating func run() throws {
        let start = Date()
        if let folder = options.replay, options.from == 0 { try replay(folder) }
        if !options.folders.isEmpty { try mutate(since: start) }
        tally.lines(seconds: Date().timeIntervalSince(start)).forEach(Report.line)
        if tally.failures > 0 { throw ExitCode(1) }
    }

    private mutating func replay(_ folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        for name in names {
            let bytes = FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) } ?? []
            try check(Sample(bytes: bytes), number: -2, name: name)
        }
        Report.line("\(names.count) recorded inputs replayed, \(tally.failures) failed")
    }

    private mutating func mutate(since start: Date) throws {
        let mutator = options.mutator()
        Report.line(
            "seed \(options.seed): \(mutator.seeds.files.count) files, \(mutator.seeds.interesting.count) that codemods look at"
        )
        var number = options.from
        while number - options.from < options.count {
            if Date().timeIntervalSince(start) > options.seconds { return }
            try check(mutator.sample(number), number: number, name: "input \(number)")
            number += 1
        }
    }

    private mutating func check(_ sample: Sample, number: Int, name: String) throws {
        scratchpad.write(number, sample.bytes)
        alarm(options.limit)
        defer { alarm(0) }
        do throws(Violation) {
            tally.take(try invariants.check(sample), name: name)
        } catch {
            tally.failures += 1
            let file = "\(options.out)/failed-\(options.seed)-\(name.split(separator: " ").last ?? "").py"
            try Data(sample.bytes).write(to: URL(fileURLWithPath: file))
            Report.line("FAILED seed \(options.seed) \(name): \(error.message); kept as \(file)")
        }
    }
}
