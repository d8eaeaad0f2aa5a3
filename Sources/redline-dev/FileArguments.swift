import ArgumentParser
import Foundation

/// The files that a development command reads: named, or listed in a file.
struct FileArguments: ParsableArguments {
    @Option(help: "A file that lists the paths to parse, one per line.")
    var filesFrom: String?

    @Argument var paths: [String] = []

    /// Throws if the list cannot be read.
    func all() throws -> [String] {
        guard let filesFrom else { return paths }
        let list = try String(contentsOfFile: filesFrom, encoding: .utf8)
        return paths + list.split(separator: "\n").map(String.init)
    }
}
