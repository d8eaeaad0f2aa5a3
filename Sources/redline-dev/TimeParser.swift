import ArgumentParser
import Foundation
import PythonSyntax
import SourceText

/// Measures the parser alone: files are read first, then parsed on one thread. Read by `Tests/Benchmarks`.
struct TimeParser: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "time",
        abstract: "Parse files from memory on one thread and print files, bytes and seconds."
    )

    @OptionGroup var files: FileArguments

    @Option(help: "Number of times to parse the files.")
    var repeats = 1

    func run() throws {
        let files = try files.all().compactMap { FileManager.default.contents(atPath: $0) }.map { [UInt8]($0) }
        let bytes = files.reduce(0) { $0 + $1.count }
        for _ in 0..<max(1, repeats) {
            let clock = ContinuousClock()
            var accepted = 0
            let duration = clock.measure {
                for file in files where isPython(file) { accepted += 1 }
            }
            print("\(files.count)\t\(accepted)\t\(bytes)\t\(duration / .seconds(1))")
        }
    }

    private func isPython(_ bytes: [UInt8]) -> Bool {
        guard let text = try? SourceText(fileBytes: bytes) else { return false }
        return (try? SyntaxTree(parsing: text)) != nil
    }
}
