import ArgumentParser
import Foundation

/// Runs the work in a separate process. If a signal ends it (a trap, a stack overflow, a time limit), the current
/// input is kept, and the next process continues after it.
struct Supervisor {
    let options: FuzzMutations
    private let start = Date()

    /// More crashes than this are one defect found many times.
    private static let maximumCrashes = 20

    init(options: FuzzMutations) { self.options = options }

    func run() throws {
        let path = "\(options.out)/running-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let scratchpad = Scratchpad(path: path) else {
            throw ValidationError("cannot write to '\(options.out)'")
        }
        var next = options.from
        var hasFailed = false
        for _ in 0..<Self.maximumCrashes {
            scratchpad.write(-1, [])
            let process = try process(from: next, scratchpad: path)
            process.waitUntilExit()
            guard process.terminationReason == .uncaughtSignal else {
                throw ExitCode(hasFailed ? 1 : process.terminationStatus)
            }
            hasFailed = true
            guard try keep(scratchpad, signal: process.terminationStatus) else { break }
            next = max(next, scratchpad.number + 1)
        }
        throw ExitCode(1)
    }

    private func process(from next: Int, scratchpad: String) throws -> Process {
        let left = options.seconds - Date().timeIntervalSince(start)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            options.folders + [
                "--seed", "\(options.seed)", "--from", "\(next)", "--count", "\(options.count - (next - options.from))",
                "--seconds", "\(max(0, left))", "--files", "\(options.files)", "--dictionary", options.dictionary,
                "--out", options.out, "--limit", "\(options.limit)", "--scratchpad", scratchpad,
            ] + (options.replay.map { ["--replay", $0] } ?? [])
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["SWIFT_BACKTRACE": "color=no,threads=crashed,registers=none,images=none,limit=40"]) { given, _ in given }
        try process.run()
        return process
    }

    /// False if the process had no current input, so that restarting it is pointless.
    private func keep(_ scratchpad: Scratchpad, signal: Int32) throws -> Bool {
        let number = scratchpad.number
        let isReplayed = number < -1
        let file = "\(options.out)/crash-\(options.seed)-\(isReplayed ? "replayed" : String(number)).py"
        try Data(scratchpad.bytes).write(to: URL(fileURLWithPath: file))
        let reason = signal == SIGALRM ? "no end within \(options.limit) s" : "signal \(signal)"
        Report.line("FAILED seed \(options.seed) input \(number): \(reason); kept as \(file)")
        return number >= 0
    }
}
