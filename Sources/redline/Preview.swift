import ArgumentParser
import Foundation
import Git
import Inputs
import Reporting
import Rewriting

struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Print the patch that would repair the files, and change nothing.",
        discussion: """
            The patch goes to standard output and can be given to 'git apply'; a summary goes to standard error.
            Exit code: 0 nothing to fix, 1 fixes found, 2 error: a file that was named and is no Python 3 is one.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case diff, text, json
    }

    @Argument(help: "Files and folders; '-' reads one file from standard input. Default: the current folder.")
    var paths: [String] = []

    @Option(help: "Read a commit instead of the working tree.")
    var rev: String?

    @OptionGroup var options: CodemodOptions

    @Option(help: "What to print: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: Format = .diff

    @Flag(help: "Print the places that are left alone too, with the reason.")
    var refusals = false

    @Option(help: "How many files to look at at a time. Default: one a processor.")
    var threads: Int?

    @Flag(help: "Parse every file and ask every codemod, to see syntax errors of files that have nothing to fix too.")
    var parseAll = false

    @Option(help: "Read the paths from a file, one a line; '-' is standard input.")
    var filesFrom: String?

    func run() throws {
        let start = Date()
        let (provider, configuration) = try input()
        let codemods = try options.codemods(configuration)
        let engine = Engine(
            codemods: codemods, settings: FileSettings(configuration), threads: threads, usesPrefilter: !parseAll)
        let bar = ProgressBar(total: provider.paths.count)
        let result = engine.run(provider) { _ in bar.advance() }
        bar.clear()
        try report(result)
        Summary(result, seconds: Date().timeIntervalSince(start)).lines.forEach(Console.error)
        if result.skipped.contains(where: \.isError) { throw ExitCode(2) }
        if !result.changes.isEmpty { throw ExitCode(1) }
    }

    private func input() throws -> (any SourceProvider, ProjectConfiguration) {
        var paths = paths
        if let filesFrom { paths += try listedPaths(filesFrom) }
        if paths.contains("-") {
            guard paths.count == 1, rev == nil else {
                throw ValidationError("'-' stands alone: one file from standard input")
            }
            return (StandardInput(), try Project.configuration(near: Project.currentFolder).0)
        }
        if let rev {
            let repository = try Project.repository()
            return try Project.commitFiles(repository.commit(at: rev), paths, in: repository)
        }
        let (configuration, _) = try Project.configuration(near: paths.first ?? Project.currentFolder)
        let filter = PathFilter(excluding: configuration.exclude)
        return (try WorkingTree(paths, in: Project.currentFolder) { _ in filter }, configuration)
    }

    private func listedPaths(_ file: String) throws -> [String] {
        let data =
            file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else { throw InputError("cannot read the list '\(file)'") }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    private func report(_ result: RunResult) throws {
        switch format {
        case .diff:
            let patch = try PatchReport(includesRefusals: refusals).text(of: result)
            if Console.isOutputTerminal {
                Console.writeColored(patch)
            } else {
                Console.write(patch)
            }
        case .text: TextReport.lines(of: result, includesRefusals: refusals).forEach(Console.print)
        case .json: Console.print(try JSONReport.text(of: result))
        }
    }
}
